nav-home = Home
nav-about = About us
greeting = Hello, { $name }!
notice = Read <a href="javascript:alert(1)">this</a>.

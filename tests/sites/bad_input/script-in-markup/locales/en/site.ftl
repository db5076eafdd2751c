nav-home = Home
nav-about = About us
greeting = Hello, { $name }!
notice = Plain <script>alert(1)</script> words.

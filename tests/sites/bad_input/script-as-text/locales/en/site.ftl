nav-home = Home
nav-about = About us
greeting = Hello <script>alert(1)</script> { $name }
notice = Plain words.

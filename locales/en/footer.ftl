### The footer.

footer-menu =
    .aria-label = About this site
footer-terms = Terms
footer-privacy = Privacy
footer-trust = Trust center
# $year (String) is the year of the newest content.
footer-copyright = © { $year } the { -brand } contributors

## Languages

footer-languages = Languages
    .aria-label = This page in other languages
# Stands beside the name of a language that readers cannot choose yet.
# $percent (Number) is the share of translated messages, in whole percent.
footer-coming-soon = coming soon, { NUMBER($percent) }%

## Interaction mode: how the reader wants to see the site

mode =
    .aria-label = Display
mode-scheme = Colors
mode-scheme-auto = Automatic
mode-scheme-light = Light
mode-scheme-dark = Dark
mode-less-motion = Less motion

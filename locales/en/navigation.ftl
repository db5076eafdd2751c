### Menus. The links are in content/navigation.toml.

## Names of the menus, read by screen readers

nav-main =
    .aria-label = Main
nav-actions =
    .aria-label = Get going
nav-blog-menu =
    .aria-label = Topics of the blog
nav-home = Home
breadcrumb =
    .aria-label = You are here
# Said after a link that leads to another site.
nav-external = (another site)

## Menu “Why Isogloss”

nav-product = Why { -brand }
nav-product-explore = Explore
nav-about = About { -brand }
nav-how-it-works = How it knows what to rebuild
nav-source-code = Source code
nav-product-build = Build
nav-watch-mode = Watch mode
nav-fragments = Fragments
nav-fallback = Fallback by message
nav-index = The dependency index
nav-product-check = Check
nav-coverage = Coverage and gates
nav-safe-parsing = Safe parsing
nav-marked-text = Marked text
nav-product-start = Get started
nav-first-five-minutes = Your first five minutes
nav-download = Download

## Menu “Solutions”

nav-solutions = Solutions
nav-solutions-role = By role
nav-for-translators = Translators
nav-for-authors = Authors
nav-for-releases = Release engineers
nav-solutions-task = By task
nav-task-blog = Run a blog in five languages
nav-task-japanese = Set Japanese well
nav-task-open-language = Open a new language
nav-task-name = Name a project
nav-solutions-topic = By topic
nav-see-all = See all topics

## A plain link

nav-pricing = Pricing

## Menu “Resources”

nav-resources = Resources
nav-resources-learn = Learn
nav-docs = Documentation
nav-guide-translators = Guide for translators
nav-guide-authors = Guide for authors
nav-guide-releases = Guide to releases
nav-resources-read = Read
nav-blog = Blog
nav-engineering = Engineering
nav-community = Community
nav-all-tags = All tags
nav-resources-project = Project
nav-issues = Issues
nav-discussions = Discussions
nav-changelog = Changelog
nav-resources-legal = Legal
nav-privacy = Privacy
nav-terms = Terms of use

## Actions at the end of the header

nav-login = Log in
nav-demo = Book a demo
nav-get-started = Get started

## Menu of the blog

nav-blog-more = More
nav-blog-all = View all posts

## Row of links under the announcement

nav-row-watch = Watch
nav-row-translate = Translate
nav-row-check = Check
nav-row-trace = Trace
nav-row-release = Release

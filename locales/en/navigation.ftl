### Menus. The links are in content/navigation.toml.

## Names of the menus, read by screen readers

nav-main =
    .aria-label = Main
nav-actions =
    .aria-label = Get going
nav-blog-menu =
    .aria-label = Topics of the blog
# Buttons that open and close the menus on a narrow screen.
nav-open = Menu
nav-close = Close
nav-home = Home
breadcrumb =
    .aria-label = You are here
# Said after a link that leads to another site.
nav-external = (another site)

## Menu “Why Isogloss”

nav-product = Why { -brand }
nav-product-explore = Explore
nav-about = About { -brand }
nav-name-story = The story of the name
nav-product-build = Build
nav-watch-mode = Watch mode
nav-fragments = Fragments
nav-dates = Dates and numbers by CLDR
nav-plain-markdown = Markdown without raw HTML
nav-product-run = Run
nav-how-it-works = How it knows what to rebuild
nav-index = The dependency index
nav-watching = Watching the disk
nav-record = A record of what was written
nav-only-changes = Only what changed
nav-same-bytes = Same inputs, same bytes
nav-product-discover = Discover
nav-topics = Topics of the blog
nav-product-govern = Govern
nav-gates = Gates for each language
nav-coverage = Coverage and states
nav-house-rules = House rules as tests
nav-product-cloud = Cloud
nav-any-host = Publish to any host
nav-ci = Exit codes for CI
nav-product-compare = Compare
nav-compare-fallback = By message or by page
nav-compare-rebuild = Precise or full rebuilds
nav-compare-index = Our own index or a library
nav-compare-marks = Marks or guesses
nav-compare-excerpt = Cut by letters or by bytes
nav-product-start = Get started
nav-first-five-minutes = Your first five minutes
nav-download = Download
nav-product-why = Why us
nav-why-law = One law for every build
nav-why-errors = Errors that point at the place
nav-why-free = Free software

## Menu “Solutions”

nav-solutions = Solutions
nav-solutions-role = By role
nav-for-translators = Translators
nav-for-authors = Authors
nav-for-releases = Release engineers
nav-for-designers = Designers
nav-for-contributors = Contributors
nav-solutions-task = By task
nav-task-blog = Run a blog in five languages
nav-task-japanese = Set Japanese well
nav-task-open-language = Open a new language
nav-task-name = Name a project
nav-task-first-edit = Change your first message
nav-task-share-menu = Share one menu among pages
nav-task-plurals = Write plurals
nav-solutions-topic = By topic
nav-solutions-question = By question
nav-ask-read = What does a page read?
nav-ask-whose = Whose words are these?
nav-ask-broken = What if a file is broken?
nav-ask-missing = What if a text is missing?
nav-ask-changed = What changed on disk?
nav-ask-ready = When is a language ready?
nav-solutions-file = By file
nav-file-messages = Messages in .ftl
nav-file-posts = Posts in .md
nav-file-layouts = Layouts in .html
nav-file-menus = Menus in navigation.toml
nav-file-settings = Settings in site.toml
nav-see-all = See all

## A plain link

nav-pricing = Pricing

## Menu “Resources”

nav-resources = Resources
nav-resources-learn = Learn
nav-docs = Documentation
nav-guide-translators = Guide for translators
nav-guide-authors = Guide for authors
nav-guide-releases = Guide to releases
nav-fluent-syntax = Fluent syntax
nav-write-markdown = Writing in Markdown
nav-resources-read = Read
nav-blog = Blog
nav-engineering = Engineering
nav-community = Community
nav-all-tags = All tags
nav-how-we-test = How we test
nav-resources-inside = Under the hood
nav-in-guard = A guard before the parser
nav-in-spans = Spans from slices
nav-in-terms = A term and a message
nav-in-marks = Marks that leave no trace
nav-in-ledger = Questions and the ledger
nav-in-slots = Fragments as slots
nav-in-links = Links that know their reader
nav-in-window = The window of a pagination
nav-resources-project = Project
nav-source-code = Source code
nav-issues = Issues
nav-discussions = Discussions
nav-changelog = Changelog
nav-roadmap = Roadmap
nav-license = License
nav-conduct = Code of conduct
nav-resources-legal = This site
nav-privacy = Privacy
nav-terms = Terms of use
nav-this-languages = Languages of this site

## Actions at the end of the header

nav-search = Search
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

"""One blog in two forms: in, how many posts; out, a folder `isogloss` and a folder `hugo` of the same site.

Five languages; each post is there in all of them. Each page shows a menu of 80 translated links, a footer of 40
translated texts and links to itself in the other languages. Listings, and the posts of each tag, stand 15 to a page.
"""

import datetime
import random

LANGUAGES = ("en", "ja", "fr", "es", "de")
TAGS = ("gateway", "security", "metrics", "speed", "plugins", "platform", "events", "design")
AUTHORS = 37
COLUMNS, LINKS, FOOTER = 8, 10, 40
LABELS = ("site", "home", "blog", "previous", "next", "more", "by", "posted", "page")
SYLLABLES = {
    "en": "gate way form test rout ing lat ency play back head line".split(),
    "ja": "経路 方針 遅延 構造 信号 追跡 予算 展開 検証 分割 複製 接続".split(),
    "fr": "é ta ge pas se relle cli ché mo teur rou te".split(),
    "es": "ca mi no ruta señ al do ble tra za cor te".split(),
    "de": "ver bund mess wert spur strecke über schrift lauf zeit bau stein".split(),
}


def words(random_, language, count):
    """So many words of no meaning, in the letters of the language."""
    made = ["".join(random_.choices(SYLLABLES[language], k=2)) for _ in range(count)]
    return ("" if language == "ja" else " ").join(made)


def body(random_, language):
    """The Markdown of a post: four parts of three paragraphs and a list, and a listing of code."""
    end = "。" if language == "ja" else ". "
    blocks = []
    for part in range(4):
        blocks.append("## " + words(random_, language, 4))
        blocks += [end.join(words(random_, language, 12) for _ in range(4)) + end.strip() for _ in range(3)]
        items = (words(random_, language, 6), f"**{words(random_, language, 3)}** {words(random_, language, 5)}",
                 f"[{words(random_, language, 3)}](https://example.com/{part})")
        blocks.append("\n".join("- " + item for item in items))
    blocks.append("```\nlocal ok = check(token)\nreturn ok\n```")
    return "\n\n".join(blocks) + "\n"


def messages(language):
    """Every message of the site by its id."""
    random_ = random.Random(f"messages {language}")
    ids = [f"column-{c}" for c in range(COLUMNS)] + [f"link-{c}-{k}" for c in range(COLUMNS) for k in range(LINKS)]
    ids += [f"footer-{k}" for k in range(FOOTER)] + [f"tag-{tag}" for tag in TAGS] + list(LABELS)
    return {id_: words(random_, language, 2) for id_ in ids}


def posts(count):
    """The posts: number, day, tags, author, and in each language title, summary and body."""
    for number in range(count):
        random_ = random.Random(number)
        day = datetime.date(2015, 1, 1) + datetime.timedelta(days=number * 37 % 4000)
        texts = {language: (words(random_, language, 7), words(random_, language, 28), body(random_, language))
                 for language in LANGUAGES}
        yield number, day, random_.sample(TAGS, 2), f"author-{number % AUTHORS}", texts


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def chrome(text, link):
    """Menu and footer as both write them, given how each asks for a message, and for the address of the blog."""
    columns = "".join(
        f"<li><span>{text(f'column-{c}')}</span><ul>"
        + "".join(f'<li><a href="{link}">{text(f"link-{c}-{k}")}</a></li>\n' for k in range(LINKS))
        + "</ul></li>\n"
        for c in range(COLUMNS))
    footer = "".join(f'<p><a href="/f/{k}/">{text(f"footer-{k}")}</a></p>\n' for k in range(FOOTER))
    return f"<header><nav><ul>{columns}</ul></nav></header>\n", footer


def write_posts(root, count, fence, front):
    for number, day, tags, author, texts in posts(count):
        for language, (title, summary, text) in texts.items():
            put(root / f"content/{language}/blog/post-{number}.md",
                f"{fence}\n{front(title, day, tags, author, summary)}{fence}\n{text}")


def write_isogloss(root, count):
    locales = "".join(f'[[locales]]\nid = "{language}"\nstate = "live"\n' for language in LANGUAGES)
    put(root / "site.toml", f'base_url = "https://example.com"\nsource_locale = "en"\npage_size = 15\n{locales}')
    for language in LANGUAGES:
        put(root / f"locales/{language}/site.ftl", "".join(f"{i} = {t}\n" for i, t in messages(language).items()))
        put(root / f"content/{language}/_index.md", '+++\ntitle = "Home"\n+++\n')
        put(root / f"content/{language}/blog/_index.md", '+++\ntitle = "Blog"\n+++\n')
    write_posts(root, count, "+++", lambda title, day, tags, author, summary: (
        f'title = "{title}"\ndate = {day}\ntags = ["{tags[0]}", "{tags[1]}"]\nauthors = ["{author}"]\n'
        f'summary = "{summary}"\n'))
    header, footer = chrome(lambda id_: f'{{{{ t("{id_}") }}}}', '{{ url_for("/blog/") }}')
    put(root / "layouts/partials/header.html", header)
    put(root / "layouts/partials/footer.html", footer)
    put(root / "layouts/base.html", '''<!doctype html>
<html lang="{{ locale.id }}"><head><meta charset="utf-8"><title>{{ page.title }} · {{ t("site") }}</title>
{%- for a in alternates %}<link rel="alternate" hreflang="{{ a.locale.id }}" href="{{ a.url }}">{% endfor %}</head>
<body>{{ fragment("partials/header.html") }}<main>{% block main %}{% endblock %}</main>
<footer>{{ fragment("partials/footer.html") }}<ul>
{%- for a in alternates %}<li><a hreflang="{{ a.locale.id }}" href="{{ a.url }}">{{ a.locale.name }}</a></li>{% endfor -%}
</ul></footer></body></html>
''')
    put(root / "layouts/meta.html", '''<p>{{ t("posted") }} <time datetime="{{ post.date }}">{{ date(post.date) }}</time>
{{ t("by") }} {{ post.authors[0].name }}</p><p>{% for tag in post.tags %}<a href="{{ tag.url }}">{{ tag.name }}</a> {% endfor %}</p>
''')
    put(root / "layouts/post.html", '''{% extends "base.html" %}{% block main %}<article><h1>{{ page.title }}</h1>
{% with post = page %}{% include "meta.html" %}{% endwith %}{{ page.content }}</article>{% endblock %}
''')
    listing = '''{% extends "base.html" %}{% block main %}<h1>{{ t("blog") }}</h1>{% for post in pagination.posts %}
<article><h2><a href="{{ post.url }}">{{ post.title }}</a></h2>{% include "meta.html" %}<p>{{ post.summary }}</p>
<a href="{{ post.url }}">{{ t("more") }}</a></article>{% endfor %}
<nav>{% if pagination.previous %}<a href="{{ pagination.previous.url }}">{{ t("previous") }}</a>{% endif %}
{{ t("page") }} {{ pagination.current }}/{{ pagination.total }}
{% if pagination.next %}<a href="{{ pagination.next.url }}">{{ t("next") }}</a>{% endif %}</nav>{% endblock %}
'''
    put(root / "layouts/listing.html", listing)
    put(root / "layouts/tag.html", listing)
    put(root / "layouts/home.html", '{% extends "base.html" %}{% block main %}<h1>{{ t("home") }}</h1>{% endblock %}\n')


def write_hugo(root, count):
    languages = "".join(f'[languages.{language}]\nweight = {weight}\ncontentDir = "content/{language}"\n'
                        f'languageName = "{language}"\n' for weight, language in enumerate(LANGUAGES, 1))
    put(root / "hugo.toml", 'baseURL = "https://example.com/"\ndefaultContentLanguage = "en"\n'
        f'disableKinds = ["RSS", "sitemap"]\n[pagination]\npagerSize = 15\n[taxonomies]\ntag = "tags"\n{languages}')
    for language in LANGUAGES:
        put(root / f"i18n/{language}.toml", "".join(f'[{i}]\nother = "{t}"\n' for i, t in messages(language).items()))
        put(root / f"content/{language}/blog/_index.md", "---\ntitle: Blog\n---\n")
    write_posts(root, count, "---", lambda title, day, tags, author, summary: (
        f'title: "{title}"\ndate: {day}\ntags: [{", ".join(tags)}]\nauthor: {author}\nsummary: "{summary}"\n'))
    header, footer = chrome(lambda id_: f'{{{{ i18n "{id_}" }}}}', '{{ "/blog/" | relLangURL }}')
    put(root / "layouts/baseof.html", f'''<!doctype html>
<html lang="{{{{ .Site.Language.Lang }}}}"><head><meta charset="utf-8"><title>{{{{ .Title }}}} · {{{{ i18n "site" }}}}</title>
{{{{- range .AllTranslations }}}}<link rel="alternate" hreflang="{{{{ .Language.Lang }}}}" href="{{{{ .Permalink }}}}">{{{{ end }}}}</head>
<body>{header}<main>{{{{ block "main" . }}}}{{{{ end }}}}</main>
<footer>{footer}<ul>
{{{{- range .AllTranslations }}}}<li><a hreflang="{{{{ .Language.Lang }}}}" href="{{{{ .RelPermalink }}}}">{{{{ .Language.LanguageName }}}}</a></li>{{{{ end -}}}}
</ul></footer></body></html>
''')
    meta = '''<p>{{ i18n "posted" }} <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date | time.Format ":date_long" }}</time>
{{ i18n "by" }} {{ .Params.author }}</p><p>{{ range .Params.tags }}<a href="{{ printf "/tags/%s/" . | relLangURL }}">{{ i18n (printf "tag-%s" .) }}</a> {{ end }}</p>
'''
    put(root / "layouts/single.html", '{{ define "main" }}<article><h1>{{ .Title }}</h1>\n' + meta
        + "{{ .Content }}</article>{{ end }}\n")
    listing = '''{{ define "main" }}<h1>{{ i18n "blog" }}</h1>{{ range .Paginator.Pages }}
<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>''' + meta + '''<p>{{ .Params.summary }}</p>
<a href="{{ .RelPermalink }}">{{ i18n "more" }}</a></article>{{ end }}{{ $p := .Paginator }}
<nav>{{ if $p.HasPrev }}<a href="{{ $p.Prev.URL }}">{{ i18n "previous" }}</a>{{ end }}
{{ i18n "page" }} {{ $p.PageNumber }}/{{ $p.TotalPages }}
{{ if $p.HasNext }}<a href="{{ $p.Next.URL }}">{{ i18n "next" }}</a>{{ end }}</nav>{{ end }}
'''
    for name in ("section", "term"):
        put(root / f"layouts/{name}.html", listing)
    for name in ("home", "taxonomy"):
        put(root / f"layouts/{name}.html", '{{ define "main" }}<h1>{{ i18n "home" }}</h1>{{ end }}\n')

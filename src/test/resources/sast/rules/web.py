# Web frameworks and templates.
import flask
import jinja2
import jwt
import mako.template
from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString, mark_safe
from flask import Flask
from jinja2 import Environment as Env
from jwt import decode
from mako.template import Template as MakoTemplate
from markupsafe import Markup

app = Flask("x")
app.run(debug=True)  # expect: PYA201
start = app.run
start(debug=True)  # expect-alias: PYA201
app.run(debug=False)  # silent: PYA201
app.run()  # silent: PYA201
app.run(debug=True)  # nosec B201 - only behind the developer's switch # expect-marked: PYA201

mark_safe(x)  # expect: PYA308
from django.utils import safestring
safestring.mark_safe(x)  # expect-alias: PYA308
format_html("{}", x)  # silent: PYA308
mark_safe(x)  # nosec B308 - x is a number # expect-marked: PYA308

SafeString(x)  # expect: PYA703
safestring.SafeText(x)  # expect-alias: PYA703
str(x)  # silent: PYA703
SafeString(x)  # nosec B703 - x is a number # expect-marked: PYA703

Markup(x)  # expect: PYA704
flask.Markup(x)  # expect-alias: PYA704
Markup.escape(x)  # silent: PYA704
Markup(x)  # nosec B704 - x is the output of bleach # expect-marked: PYA704

jinja2.Environment()  # expect: PYA701
Env(autoescape=False)  # expect-alias: PYA701
Env(autoescape=escape)  # expect: PYA701
Env(autoescape=True)  # silent: PYA701
Env(autoescape=jinja2.select_autoescape())  # silent: PYA701
Env()  # nosec B701 - makes configuration files, not HTML # expect-marked: PYA701

mako.template.Template(x)  # expect: PYA702
MakoTemplate(x)  # expect-alias: PYA702
MakoTemplate(x, default_filters=["h"])  # silent: PYA702
MakoTemplate(x)  # nosec B702 - makes configuration files, not HTML # expect-marked: PYA702


def view(text):
    flask.render_template_string(text)  # expect: PYA921
    from flask import render_template_string as render
    render(text)  # expect-alias: PYA921
    render("<b>{{ x }}</b>", x=text)  # silent: PYA921
    render(text)  # nosec PYA921 - the text is a template of this package # expect-marked: PYA921


jwt.decode(t, verify=False)  # expect: PYA918
decode(t, options={"verify_signature": False})  # expect-alias: PYA918
decode(t, key, algorithms=["none"])  # expect: PYA918
decode(t, key, algorithms=["HS256"])  # silent: PYA918
jwt.decode(t, verify=False)  # nosec PYA918 - only the key id is read # expect-marked: PYA918


def query(where, q):
    Model.objects.extra(where=[where])  # expect: PYA610
    more = Model.objects.extra
    more(tables=[where])  # expect-alias: PYA610
    Model.objects.extra(where=["a = 1"])  # silent: PYA610
    Model.objects.extra(where=[where])  # nosec B610 - made from two enumerations # expect-marked: PYA610

    RawSQL(q, [])  # expect: PYA611
    from django.db.models import expressions
    expressions.RawSQL(q, [])  # expect-alias: PYA611
    RawSQL("select 1", [])  # silent: PYA611
    RawSQL(q, [])  # nosec B611 - made from two enumerations # expect-marked: PYA611

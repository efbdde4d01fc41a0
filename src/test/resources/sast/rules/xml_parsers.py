# XML parsers that expand entities, and imports that are worth a word.
import lxml.etree
import xml.dom.expatbuilder
import xml.dom.minidom
import xml.dom.pulldom
import xml.etree.ElementTree
import xml.etree.cElementTree
import xml.sax
import xml.sax.expatreader

xml.etree.cElementTree.parse(x)  # expect: PYA313
from xml.etree.cElementTree import parse as read_pya313
read_pya313(x)  # expect-alias: PYA313
xml.etree.cElementTree.Element(x)  # silent: PYA313
defusedxml.ElementTree.parse(x)  # silent: PYA313
xml.etree.cElementTree.parse(x)  # nosec B313 - the file is part of this package # expect-marked: PYA313

xml.etree.ElementTree.fromstring(x)  # expect: PYA314
from xml.etree.ElementTree import fromstring as read_pya314
read_pya314(x)  # expect-alias: PYA314
xml.etree.ElementTree.Element(x)  # silent: PYA314
defusedxml.ElementTree.fromstring(x)  # silent: PYA314
xml.etree.ElementTree.fromstring(x)  # nosec B314 - the file is part of this package # expect-marked: PYA314

xml.sax.expatreader.create_parser(x)  # expect: PYA315
from xml.sax.expatreader import create_parser as read_pya315
read_pya315(x)  # expect-alias: PYA315
xml.sax.expatreader.version(x)  # silent: PYA315
defusedxml.ElementTree.create_parser(x)  # silent: PYA315
xml.sax.expatreader.create_parser(x)  # nosec B315 - the file is part of this package # expect-marked: PYA315

xml.dom.expatbuilder.parseString(x)  # expect: PYA316
from xml.dom.expatbuilder import parseString as read_pya316
read_pya316(x)  # expect-alias: PYA316
xml.dom.expatbuilder.theDOMImplementation(x)  # silent: PYA316
defusedxml.ElementTree.parseString(x)  # silent: PYA316
xml.dom.expatbuilder.parseString(x)  # nosec B316 - the file is part of this package # expect-marked: PYA316

xml.sax.make_parser(x)  # expect: PYA317
from xml.sax import make_parser as read_pya317
read_pya317(x)  # expect-alias: PYA317
xml.sax.saxutils(x)  # silent: PYA317
defusedxml.ElementTree.make_parser(x)  # silent: PYA317
xml.sax.make_parser(x)  # nosec B317 - the file is part of this package # expect-marked: PYA317

xml.dom.minidom.parse(x)  # expect: PYA318
from xml.dom.minidom import parse as read_pya318
read_pya318(x)  # expect-alias: PYA318
xml.dom.minidom.Document(x)  # silent: PYA318
defusedxml.ElementTree.parse(x)  # silent: PYA318
xml.dom.minidom.parse(x)  # nosec B318 - the file is part of this package # expect-marked: PYA318

xml.dom.pulldom.parse(x)  # expect: PYA319
from xml.dom.pulldom import parse as read_pya319
read_pya319(x)  # expect-alias: PYA319
xml.dom.pulldom.PullDOM(x)  # silent: PYA319
defusedxml.ElementTree.parse(x)  # silent: PYA319
xml.dom.pulldom.parse(x)  # nosec B319 - the file is part of this package # expect-marked: PYA319

lxml.etree.parse(x)  # expect: PYA320
from lxml.etree import parse as read_pya320
read_pya320(x)  # expect-alias: PYA320
lxml.etree.tostring(x)  # silent: PYA320
defusedxml.ElementTree.parse(x)  # silent: PYA320
lxml.etree.parse(x)  # nosec PYA320 - the file is part of this package # expect-marked: PYA320

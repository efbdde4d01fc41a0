# Imports that are worth a word.

import telnetlib  # expect: PYA401
import telnetlib as other  # expect-alias: PYA401
try:
    import telnetlib  # expect: PYA401
except ImportError:
    pass
import telnetlib3  # silent: PYA401
from . import telnetlib  # silent: PYA401
import telnetlib  # nosec B401 - only its constants are used # expect-marked: PYA401

import ftplib  # expect: PYA402
import ftplib as other  # expect-alias: PYA402
try:
    import ftplib  # expect: PYA402
except ImportError:
    pass
import aioftp  # silent: PYA402
from . import ftplib  # silent: PYA402
import ftplib  # nosec B402 - only its constants are used # expect-marked: PYA402

from xml.etree import ElementTree  # expect: PYA405
from xml.etree import ElementTree as other  # expect-alias: PYA405
try:
    from xml.etree import ElementTree  # expect: PYA405
except ImportError:
    pass
from xml import parsers  # silent: PYA405
from . import ElementTree  # silent: PYA405
from xml.etree import ElementTree  # nosec B405 - only its constants are used # expect-marked: PYA405

from xml import sax  # expect: PYA406
from xml import sax as other  # expect-alias: PYA406
try:
    from xml import sax  # expect: PYA406
except ImportError:
    pass
from xml import saxon  # silent: PYA406
from . import sax  # silent: PYA406
from xml import sax  # nosec B406 - only its constants are used # expect-marked: PYA406

from xml.dom import expatbuilder  # expect: PYA407
from xml.dom import expatbuilder as other  # expect-alias: PYA407
try:
    from xml.dom import expatbuilder  # expect: PYA407
except ImportError:
    pass
from xml.dom import x  # silent: PYA407
from . import expatbuilder  # silent: PYA407
from xml.dom import expatbuilder  # nosec B407 - only its constants are used # expect-marked: PYA407

from xml.dom import minidom  # expect: PYA408
from xml.dom import minidom as other  # expect-alias: PYA408
try:
    from xml.dom import minidom  # expect: PYA408
except ImportError:
    pass
from xml.dom import y  # silent: PYA408
from . import minidom  # silent: PYA408
from xml.dom import minidom  # nosec B408 - only its constants are used # expect-marked: PYA408

from xml.dom import pulldom  # expect: PYA409
from xml.dom import pulldom as other  # expect-alias: PYA409
try:
    from xml.dom import pulldom  # expect: PYA409
except ImportError:
    pass
from xml.dom import z  # silent: PYA409
from . import pulldom  # silent: PYA409
from xml.dom import pulldom  # nosec B409 - only its constants are used # expect-marked: PYA409

from xmlrpc import client  # expect: PYA411
from xmlrpc import client as other  # expect-alias: PYA411
try:
    from xmlrpc import client  # expect: PYA411
except ImportError:
    pass
import xmlrpcfoo  # silent: PYA411
from . import client  # silent: PYA411
from xmlrpc import client  # nosec B411 - only its constants are used # expect-marked: PYA411

from wsgiref.handlers import CGIHandler  # expect: PYA412
from wsgiref.handlers import CGIHandler as other  # expect-alias: PYA412
try:
    from wsgiref.handlers import CGIHandler  # expect: PYA412
except ImportError:
    pass
from wsgiref.handlers import SimpleHandler  # silent: PYA412
from . import CGIHandler  # silent: PYA412
from wsgiref.handlers import CGIHandler  # nosec B412 - only its constants are used # expect-marked: PYA412

from Crypto import Cipher  # expect: PYA413
from Crypto import Cipher as other  # expect-alias: PYA413
try:
    from Crypto import Cipher  # expect: PYA413
except ImportError:
    pass
from Cryptodome import Cipher  # silent: PYA413
from . import Cipher  # silent: PYA413
from Crypto import Cipher  # nosec B413 - only its constants are used # expect-marked: PYA413

import pyghmi  # expect: PYA415
import pyghmi as other  # expect-alias: PYA415
try:
    import pyghmi  # expect: PYA415
except ImportError:
    pass
import pyghmi_free  # silent: PYA415
from . import pyghmi  # silent: PYA415
import pyghmi  # nosec B415 - only its constants are used # expect-marked: PYA415

__import__("telnetlib")  # expect-alias: PYA401
import importlib
importlib.import_module("ftplib")  # expect-alias: PYA402

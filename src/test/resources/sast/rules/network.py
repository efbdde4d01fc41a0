# Connections.
import aiohttp
import ftplib
import httpx
import paramiko
import pysnmp.hlapi
import requests
import requests as rq
import socket
import ssl
import telnetlib
import tempfile
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer as Server
from ftplib import FTP as F
from pysnmp.hlapi import CommunityData as CD, UsmUserData as UD
from requests import get
from ssl import _create_unverified_context as unsafe
from telnetlib import Telnet as T
from urllib.request import urlopen

requests.get(u)  # expect: PYA113
rq.post(u)  # expect-alias: PYA113
get(u)  # expect-alias: PYA113
requests.get(u, timeout=None)  # expect: PYA113
httpx.get(u, timeout=None)  # expect: PYA113
requests.Session().get(u)  # expect: PYA113
requests.get(u, timeout=5)  # silent: PYA113
httpx.get(u)  # silent: PYA113
requests.get(u)  # nosec B113 - a local socket that always answers # expect-marked: PYA113

requests.get(u, timeout=5, verify=False)  # expect: PYA501
rq.get(u, timeout=5, verify=False)  # expect-alias: PYA501
httpx.Client(verify=False)  # expect: PYA501
session = requests.Session()
session.get(u, timeout=5, verify=False)  # expect-alias: PYA501
session.verify = False  # expect: PYA501
aiohttp.TCPConnector(ssl=False)  # expect: PYA501
requests.get(u, timeout=5, verify=True)  # silent: PYA501
requests.get(u, timeout=5, verify="/etc/ca.pem")  # silent: PYA501
check(u, verify=False)  # silent: PYA501
requests.get(u, timeout=5, verify=False)  # nosec B501 - a printer with a certificate of its own # expect-marked: PYA501

urllib.request.urlopen(u)  # expect: PYA310
urlopen(u)  # expect-alias: PYA310
urlparse(u)  # silent: PYA310
client.urlopen(u)  # silent: PYA310
urlopen(u)  # nosec B310 - the scheme is checked above # expect-marked: PYA310

telnetlib.Telnet(h)  # expect: PYA312
T(h)  # expect-alias: PYA312
telnetlib.theNULL(h)  # silent: PYA312
T(h)  # nosec B312 - a simulator on the same machine # expect-marked: PYA312

ftplib.FTP(h)  # expect: PYA321
F(h)  # expect-alias: PYA321
ftplib.FTP_TLS(h)  # silent: PYA321
F(h)  # nosec B321 - a public mirror, signatures are checked # expect-marked: PYA321

ssl._create_unverified_context()  # expect: PYA323
unsafe()  # expect-alias: PYA323
ssl._create_default_https_context = ssl._create_unverified_context  # expect: PYA323
ssl.create_default_context()  # silent: PYA323
unsafe()  # nosec B323 - talks to itself over the loopback # expect-marked: PYA323

ssl.wrap_socket(s, ssl_version=ssl.PROTOCOL_SSLv3)  # expect: PYA502
ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # expect: PYA502
from OpenSSL import SSL as O
O.Context(method=O.TLSv1_METHOD)  # expect-alias: PYA502
connect(ssl_version=ssl.PROTOCOL_TLSv1_1)  # expect: PYA502
ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # silent: PYA502
dispatch(method="GET")  # silent: PYA502
ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # nosec B502 - a device from 2009 # expect-marked: PYA502

ssl.wrap_socket(s)  # expect: PYA504
w = ssl.wrap_socket
w(s)  # expect-alias: PYA504
ssl.wrap_socket(s, ssl_version=ssl.PROTOCOL_TLS)  # silent: PYA504
ssl.wrap_socket(s)  # nosec B504 - a loopback test server # expect-marked: PYA504


def default(version=ssl.PROTOCOL_SSLv2):  # expect: PYA503
    pass


async def keyword(*, version=ssl.PROTOCOL_TLSv1):  # expect-alias: PYA503
    pass


def good(version=ssl.PROTOCOL_TLS_CLIENT):  # silent: PYA503
    pass


def marked(version=ssl.PROTOCOL_SSLv3):  # nosec B503 - the caller always gives it # expect-marked: PYA503
    pass


client = paramiko.SSHClient()
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())  # expect: PYA507
policy = paramiko.client.WarningPolicy
client.set_missing_host_key_policy(policy)  # expect-alias: PYA507
client.set_missing_host_key_policy(paramiko.RejectPolicy())  # silent: PYA507
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())  # nosec B507 - a host made a second ago # expect-marked: PYA507

client.exec_command(cmd)  # expect: PYA601
do = client.exec_command
do(cmd)  # expect-alias: PYA601
client.open_sftp()  # silent: PYA601
client.exec_command(cmd)  # nosec B601 - cmd is quoted by shlex.quote # expect-marked: PYA601

CD("public", mpModel=0)  # expect-alias: PYA508
pysnmp.hlapi.CommunityData("public", mpModel=1)  # expect: PYA508
pysnmp.hlapi.CommunityData("public", mpModel=3)  # silent: PYA508
CD("public", mpModel=0)  # nosec B508 - read-only, on a separate network # expect-marked: PYA508

pysnmp.hlapi.UsmUserData("user")  # expect: PYA509
UD("user", "key")  # expect-alias: PYA509
UD("user", "key", "other")  # silent: PYA509
UD("user")  # nosec B509 - the device offers nothing better # expect-marked: PYA509

s.bind(("", 80))  # expect: PYA104
s.bind(("0.0.0.0", 80))  # expect: PYA104
ANY = "0.0.0.0"  # expect-alias: PYA104
s.bind(("127.0.0.1", 80))  # silent: PYA104
version = "10.0.0.0"  # silent: PYA104
s.bind(("0.0.0.0", 80))  # nosec B104 - the container's network is closed # expect-marked: PYA104

context = ssl.create_default_context()
context.check_hostname = False  # expect: PYA917
context.verify_mode = ssl.CERT_NONE  # expect: PYA917
from ssl import CERT_NONE as NONE
pool(cert_reqs=NONE)  # expect-alias: PYA917
context.verify_mode = ssl.CERT_REQUIRED  # silent: PYA917
context.check_hostname = False  # nosec PYA917 - the certificate is pinned below # expect-marked: PYA917

Server(("127.0.0.1", 0), x)  # expect-alias: PYA915
from http import server
server.HTTPServer(("127.0.0.1", 0), x)  # expect: PYA915
http.client.HTTPConnection(h)  # silent: PYA915
Server(("127.0.0.1", 0), x)  # nosec PYA915 - only for the redirect of a login # expect-marked: PYA915


class Handler(BaseHTTPRequestHandler):  # expect: PYA915
    pass

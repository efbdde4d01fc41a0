# Files, folders, archives.
import base64
import bz2
import compression.zstd
import gzip
import os
import os as o
import shutil
import stat
import tarfile
import tempfile
import zipfile
from base64 import b64decode as decode
from gzip import open as gzopen
from shutil import rmtree as remove, unpack_archive as unpack
from tempfile import mktemp as temp
from zipfile import ZipFile as Z

os.chmod(p, 0o777)  # expect: PYA103
os.chmod(p, stat.S_IRWXU | stat.S_IWOTH)  # expect: PYA103
os.chmod(path=p, mode=0o664)  # expect: PYA103
o.chmod(p, 0o666)  # expect-alias: PYA103
path.chmod(0o777)  # expect: PYA103
os.chmod(p, 0o600)  # silent: PYA103
os.chmod(p, mode)  # silent: PYA103
os.chmod(p, 0o777)  # nosec B103 - a folder of a throw-away container # expect-marked: PYA103

os.umask(0)  # expect: PYA922
um = os.umask
um(0o000)  # expect-alias: PYA922
os.umask(0o077)  # silent: PYA922
os.umask(0)  # nosec PYA922 - set back three lines below # expect-marked: PYA922

"/tmp/x"  # silent: PYA108
f("/tmp/x")  # expect: PYA108
F = b"x" if x else "/var/tmp/y"  # expect-alias: PYA108
f("/tmpfs")  # silent: PYA108
f("/home/tmp")  # silent: PYA108
f("/tmp/x")  # nosec B108 - read by a test machine only # expect-marked: PYA108

tempfile.mktemp()  # expect: PYA306
temp()  # expect-alias: PYA306
tempfile.mkstemp()  # silent: PYA306
temp()  # nosec B306 - the name of a socket in a private folder # expect-marked: PYA306

with tarfile.open(p) as t:
    t.extractall(d)  # expect: PYA202
tarfile.open(p).extractall(d)  # expect: PYA202
unpacker = tarfile.open(p)
unpacker.extractall(d)  # expect-alias: PYA202
t.extractall(d, filter="data")  # silent: PYA202
Z(p).extractall(d)  # silent: PYA202 # expect: PYA911
t.extractall(d)  # nosec B202 - the archive is built by this program # expect-marked: PYA202

shutil.unpack_archive(p)  # expect: PYA916
unpack(p)  # expect-alias: PYA916
unpack(p, filter="data")  # silent: PYA916
unpack(p)  # nosec PYA916 - the archive is built by this program # expect-marked: PYA916

os.makedirs(p)  # expect: PYA904
o.mkdir(p)  # expect-alias: PYA904
os.rmdir(p)  # silent: PYA904
os.mkdir(p)  # nosec PYA904 - the mode follows from the parent # expect-marked: PYA904

os.fork()  # expect: PYA905
fk = os.forkpty
fk()  # expect-alias: PYA905
os.wait()  # silent: PYA905
os.fork()  # nosec PYA905 - before any thread is started # expect-marked: PYA905

os.access(p, os.R_OK)  # expect: PYA907
o.access(p, 1)  # expect-alias: PYA907
acl.access(p)  # silent: PYA907
os.access(p, 1)  # nosec PYA907 - only for a message to the user # expect-marked: PYA907

os.write(fd, b)  # expect: PYA908
rd = os.read
rd(fd, 1)  # expect-alias: PYA908
f.write(b)  # silent: PYA908
os.write(fd, b)  # nosec PYA908 - a pipe to ourselves # expect-marked: PYA908

base64.b64decode(b)  # expect: PYA909
decode(b)  # expect-alias: PYA909
base64.b16decode(b)  # silent: PYA909
decode(b)  # nosec PYA909 - the header of a message # expect-marked: PYA909

zipfile.ZipFile(p)  # expect: PYA911
Z(p)  # expect-alias: PYA911
zipfile.is_zipfile(p)  # silent: PYA911
Z(p)  # nosec PYA911 - sizes are checked by the caller # expect-marked: PYA911

compression.zstd.open(p)  # expect: PYA912
from compression import zstd as zs
zs.decompress(b)  # expect-alias: PYA912
zs.compress(b)  # silent: PYA912
zs.open(p)  # nosec PYA912 - a file of this package # expect-marked: PYA912

gzip.open(p)  # expect: PYA913
gzopen(p)  # expect-alias: PYA913
gzip.compress(b)  # silent: PYA913
gzopen(p)  # nosec PYA913 - a file of this package # expect-marked: PYA913

shutil.rmtree(p)  # expect: PYA914
remove(p)  # expect-alias: PYA914
shutil.which("x")  # silent: PYA914
remove(p)  # nosec PYA914 - a folder made by tempfile # expect-marked: PYA914

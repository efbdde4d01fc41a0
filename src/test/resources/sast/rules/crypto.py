# Hashes, ciphers, keys and random numbers.
import crypt
import hashlib
import hashlib as h
import random
import secrets
from Crypto.Cipher import AES, ARC4, DES as des
from Crypto.Hash import MD5 as md5_module, SHA256
from Crypto.PublicKey import RSA
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from cryptography.hazmat.primitives.ciphers import algorithms, modes
from hashlib import sha1

hashes.MD5()  # expect: PYA303
md5_module.new()  # expect-alias: PYA303
SHA256.new()  # silent: PYA303
hashes.SHA256()  # silent: PYA303
hashes.MD5()  # nosec B303 - the protocol asks for it and nothing depends on it # expect-marked: PYA303

algorithms.Blowfish(k)  # expect: PYA304
ARC4.new(k)  # expect: PYA304
des.new(k)  # expect-alias: PYA304
algorithms.AES(k)  # silent: PYA304
ARC4.new(k)  # nosec B304 - reads files of an old version only # expect-marked: PYA304

modes.ECB()  # expect: PYA305
AES.new(k, AES.MODE_ECB)  # expect-alias: PYA305
modes.GCM(iv)  # silent: PYA305
modes.ECB()  # nosec B305 - encrypts one random block # expect-marked: PYA305

hashlib.md5(x)  # expect: PYA324
h.sha1(x)  # expect-alias: PYA324
sha1(x)  # expect-alias: PYA324
hashlib.new("md5", x)  # expect: PYA324
hashlib.new(name="SHA1")  # expect: PYA324
crypt.crypt(x, crypt.METHOD_MD5)  # expect: PYA324
hashlib.md5(x, usedforsecurity=False)  # silent: PYA324
hashlib.new("md5", x, usedforsecurity=False)  # silent: PYA324
hashlib.sha256(x)  # silent: PYA324
hashlib.new("sha256")  # silent: PYA324
hashlib.new(algorithm)  # silent: PYA324
hashlib.md5(x)  # nosec B324 - the index of a cache # expect-marked: PYA324

rsa.generate_private_key(65537, 1024)  # expect: PYA505
dsa.generate_private_key(key_size=1024)  # expect: PYA505
ec.generate_private_key(ec.SECP192R1())  # expect: PYA505
RSA.generate(512)  # expect: PYA505
make = rsa.generate_private_key
make(public_exponent=65537, key_size=1024)  # expect-alias: PYA505
rsa.generate_private_key(65537, 3072)  # silent: PYA505
ec.generate_private_key(ec.SECP256R1())  # silent: PYA505
RSA.generate(2048)  # silent: PYA505
rsa.generate_private_key(65537, 1024)  # nosec B505 - a key for a device that has no more # expect-marked: PYA505

random.choice(x)  # expect: PYA311
r = random.randint
r(1, 2)  # expect-alias: PYA311
secrets.choice(x)  # silent: PYA311
random.SystemRandom().choice(x)  # silent: PYA311
random.random()  # nosec B311 - jitter of a retry # expect-marked: PYA311

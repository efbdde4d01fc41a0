# Passwords and keys in the source.
password = "hunter2"  # expect: PYA105
self.db_password = "hunter2"  # expect-alias: PYA105
config["api_token"] = "a1b2c3d4"  # expect: PYA105
settings = {"password": "hunter2"}  # expect: PYA105
if password == "hunter2":  # expect: PYA105
    pass
passenger = "hunter2"  # silent: PYA105
password = ""  # silent: PYA105
password = None  # silent: PYA105
password = "password"  # silent: PYA105
password_prompt = "Enter your password: "  # silent: PYA105
token_url = "{base}/token"  # silent: PYA105
password = "hunter2"  # nosec B105 - the default of the demo database # expect-marked: PYA105

connect(password="hunter2")  # expect: PYA106
c = connect
c(token=b"a1b2c3")  # expect-alias: PYA106
connect(password=get())  # silent: PYA106
connect(user="admin")  # silent: PYA106
connect(password="hunter2")  # nosec B106 - the default of the demo database # expect-marked: PYA106


def f(password="hunter2"):  # expect: PYA107
    pass


async def g(*, password="hunter2"):  # expect-alias: PYA107
    pass


def h(token="hunter2", /):  # expect-alias: PYA107
    pass


def i(password=None, user="x"):  # silent: PYA107
    pass


def j(password="hunter2"):  # nosec B107 - the default of the demo database # expect-marked: PYA107
    pass


KEY = "AKIAQ3EGQ4XK2J5Z7LMN"  # expect: PYA920
call("ghp_" "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8")  # expect-alias: PYA920
EXAMPLE = "AKIAIOSFODNN7EXAMPLE"  # silent: PYA920
HEADER = "-----BEGIN PRIVATE KEY-----"  # silent: PYA920
KEY = "AKIAQ3EGQ4XK2J5Z7LMN"  # nosec PYA920 - revoked, kept for a test of the detector # expect-marked: PYA920

# Commands, shells and other programs.
import asyncio
import commands
import functools
import os
import pty
import subprocess  # expect: PYA404
import subprocess as sp  # expect-alias: PYA404
import subprocess as sp2  # nosec B404 - every call below is judged on its own # expect-marked: PYA404
import subprocess_tee  # silent: PYA404
from os import popen as p
from subprocess import run as go, Popen  # expect: PYA404


def shells(cmd, host):
    subprocess.run(cmd, shell=True)  # expect: PYA602
    subprocess.Popen("ls " + cmd, shell=1)  # expect: PYA602
    sp.check_output(f"ls {cmd}", shell=True)  # expect-alias: PYA602
    go(cmd, shell=True)  # expect-alias: PYA602
    (lambda: Popen(cmd, shell=True))()  # expect-alias: PYA602
    runner = functools.partial(subprocess.run, shell=True)  # expect-alias: PYA602
    subprocess.run(cmd, shell=True)  # nosec B602 - the command comes from a fixed table # expect-marked: PYA602
    subprocess.run(cmd, shell=False)  # silent: PYA602 # expect: PYA603
    subprocess.run(
        cmd,
        shell=True,  # nosec B602 - the command comes from a fixed table
    )


def no_shell(cmd):
    subprocess.call([cmd, "-l"])  # expect: PYA603
    sp.check_call(["/bin/ls", cmd])  # expect-alias: PYA603
    go(["/bin/ls"])  # expect-alias: PYA603
    subprocess.run([cmd])  # nosec B603 - cmd is a path from the configuration # expect-marked: PYA603
    subprocess.list2cmdline([cmd])  # silent: PYA603


def other(cmd):
    host.execute(cmd, shell=True)  # expect: PYA604
    run_it = host.execute
    run_it(cmd, shell=True)  # expect-alias: PYA604
    host.execute(cmd, shell=False)  # silent: PYA604
    host.execute(cmd, shell=True)  # nosec B604 - execute() quotes its argument # expect-marked: PYA604


def always_a_shell(cmd):
    os.system(cmd)  # expect: PYA605
    os.popen("ls")  # expect: PYA605 PYA607
    p(cmd)  # expect-alias: PYA605
    s = os.system
    s(cmd)  # expect-alias: PYA605
    getattr(os, "sys" + "tem")(cmd)  # expect-alias: PYA605
    os.__dict__["system"](cmd)  # expect-alias: PYA605
    __import__("os").system(cmd)  # expect-alias: PYA605
    commands.getoutput(cmd)  # expect: PYA605
    asyncio.create_subprocess_shell(cmd)  # expect: PYA605
    map(os.system, [cmd])  # expect-alias: PYA605
    os.system(cmd)  # nosec B605 - cmd is one of three constants # expect-marked: PYA605
    my.system(cmd)  # silent: PYA605
    system(cmd)  # silent: PYA605


def processes(program, args):
    os.execv(program, args)  # expect: PYA606
    os.spawnl(os.P_WAIT, program, "x")  # expect: PYA606
    pty.spawn(program)  # expect: PYA606
    ex = os.execvp
    ex(program, args)  # expect-alias: PYA606
    os.execv(program, args)  # nosec B606 - this program replaces itself # expect-marked: PYA606
    os.waitpid(1, 0)  # silent: PYA606


def paths():
    subprocess.run(["ls", "-l"])  # expect: PYA603 PYA607
    sp.run("ls")  # expect: PYA603 # expect-alias: PYA607
    subprocess.run(["/bin/ls"])  # silent: PYA607 # expect: PYA603
    subprocess.run(["./tool"])  # silent: PYA607 # expect: PYA603
    subprocess.run(["ls", "-l"])  # nosec B607 - PATH is set by the service manager # expect-marked: PYA607 # expect: PYA603


def wildcards(folder):
    os.system("/bin/chown root *")  # expect: PYA609 PYA605
    sp.Popen("/bin/tar czf x.tgz *", shell=True)  # expect-alias: PYA609 # expect: PYA602
    os.system("/bin/ls *")  # silent: PYA609 # expect: PYA605
    os.system("/bin/chmod 600 file")  # silent: PYA609 # expect: PYA605
    os.system("/bin/chown root *")  # nosec B609, B605 - the folder belongs to us alone # expect-marked: PYA609 PYA605

import subprocess


def run():
    subprocess.run("ls | wc -l", shell=True)  # nosec B602 B607 - the command is a constant of this file

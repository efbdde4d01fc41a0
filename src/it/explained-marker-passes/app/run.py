import subprocess


def run():
    subprocess.run("ls | wc -l", shell=True)  # nosec B602 - the command is a constant of this file

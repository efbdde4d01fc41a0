import subprocess


def run(command):
    subprocess.run(command, shell=True)  # nosec

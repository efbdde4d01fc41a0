// Whatever runs one of these files leaves a folder "sprung" behind.
def sprung = new File(basedir, 'sprung').absolutePath.replace('\\', '/')
def python = { name -> "import os\nos.makedirs(r'${sprung}/${name}', exist_ok=True)\n" }
def shell = { name -> "mkdir -p '${sprung}/${name}'\n" }
def file = { path, text ->
    def f = new File(basedir, path)
    f.parentFile.mkdirs()
    f.setText(text, 'UTF-8')
    f.setExecutable(true)
}
['setup.py', 'conftest.py', 'sitecustomize.py', 'usercustomize.py', 'noxfile.py', 'tasks.py', 'fabfile.py',
 'manage.py', '__init__.py', '__main__.py', 'tests/conftest.py', 'docs/conf.py', 'python', 'python3'].each {
    file(it, (it.endsWith('.py') ? '' : '#!/usr/bin/env python3\n') + python(it))
}
file('evil.pth', "import os; os.makedirs(r'${sprung}/pth')\n")
file('bandit', "#!/bin/sh\n" + shell('bandit'))
file('git', "#!/bin/sh\n" + shell('git'))
file('Makefile', "X := \$(shell ${shell('make-variable').trim()})\nall:\n\t${shell('make')}")
file('tox.ini', "[tox]\nenvlist = py3\n[testenv]\ncommands = sh -c \"${shell('tox').trim()}\"\n")
file('package.json', "{\"scripts\": {\"preinstall\": \"${shell('npm').trim()}\"}}\n")
file('pyproject.toml', """[project]
name = "traps"
version = "1"
dependencies = ["requests==2.32.0"]
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
""")
file('backend.py', python('backend'))
file('run.sh', '#!/bin/sh\n' + shell('run'))
file('Dockerfile', "FROM scratch\nRUN ${shell('docker').trim()}\nUSER 1000\n")
file('.pre-commit-config.yaml', "repos:\n- repo: local\n  hooks:\n  - {id: x, name: x, language: system, entry: ${shell('pre-commit').trim()}}\n")
file('.mvn-wrapper/mvnw', '#!/bin/sh\n' + shell('mvnw'))
['pre-commit', 'post-checkout', 'fsmonitor', 'pre-auto-gc'].each { file('.git/hooks/' + it, '#!/bin/sh\n' + shell('hook-' + it)) }
file('.git/HEAD', 'ref: refs/heads/main\n')
file('.git/config', """[core]
\trepositoryformatversion = 0
\tfsmonitor = ${new File(basedir, '.git/hooks/fsmonitor').absolutePath}
\thooksPath = ${new File(basedir, '.git/hooks').absolutePath}
\tpager = ${shell('pager').trim()}
\tsshCommand = ${shell('ssh').trim()}
[filter "evil"]
\tclean = ${shell('clean').trim()}
\tsmudge = ${shell('smudge').trim()}
[diff "evil"]
\ttextconv = ${shell('textconv').trim()}
[alias]
\tremote = !${shell('alias').trim()}
[remote "origin"]
\turl = ext::sh -c "${shell('remote').trim()}"
""")
file('.gitattributes', '* filter=evil diff=evil\n')
file('a.yaml', "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ['http://127.0.0.1:1/']]]]\n")
file('b.ipynb', '{"cells": [{"cell_type": "code", "source": ["!' + shell('notebook').trim() + '"]}], "nbformat": 4}')
file('SECURITY.md', '# Security\n\nReport to security@example.org.\n')

// What is there before, to compare with what is there after.
def before = [:]
basedir.eachFileRecurse(groovy.io.FileType.FILES) { before[it.path] = it.bytes.encodeBase64().toString() }
context.put('before', before)
context.put('services', io.github.pysecaudit.it.LoopbackServices.start(basedir, context.get('userProperties')))

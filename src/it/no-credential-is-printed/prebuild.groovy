new File(basedir, 'requirements.txt').text =
    '--index-url https://user:index-0topsecret4@pypi.example/simple\nrequests>=2\n--extra-index-url https://aws:' + 'long-0topsecret7-' * 200 + '@index.example/simple\n--find-links https://user:at-0topsecret8@sign-0topsecret8@links.example/\nflask @ git+https://user:git-0topsecret4@git.example/flask\n'
new File(basedir, 'README.md').text = '# Credentials\n'
new File(basedir, '.git').mkdirs()
new File(basedir, '.git/HEAD').text = 'ref: refs/heads/main\n'
new File(basedir, '.git/config').text =
    '[remote "origin"]\n\turl = https://user:origin-0topsecret6@github.com/acme/tool.git\n'
context.get('userProperties').setProperty('audit.cacheDirectory', new File(basedir, 'target/audit-cache').path)
context.get('userProperties').setProperty('audit.formats', 'json,sarif,html,junit,markdown,cyclonedx')

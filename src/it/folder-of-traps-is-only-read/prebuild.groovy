import java.nio.file.Files
import java.nio.file.Path

// A checkout that somebody audits from outside: whatever runs or loads one of these files leaves a folder
// "sprung" behind, or fails the build in another way than the gate does.
def sprung = new File(basedir, 'sprung').absolutePath
def file = { path, text ->
    def f = new File(basedir, 'tree/' + path)
    f.parentFile.mkdirs()
    f.setText(text, 'UTF-8')
    f.setExecutable(true)
}
def shell = { name -> "mkdir -p '${sprung}/${name}'" }
file('.mvn/extensions.xml', '<extensions><extension><groupId>no.such</groupId><artifactId>extension</artifactId><version>1</version></extension></extensions>')
file('.mvn/jvm.config', '--no-such-option-of-any-jvm')
file('.mvn/maven.config', '--no-such-option-of-maven')
file('mvnw', "#!/bin/sh\n${shell('mvnw')}\n")
file('pom.xml', '''<project><modelVersion>4.0.0</modelVersion><parent><groupId>no.such</groupId><artifactId>parent</artifactId><version>1</version></parent>
<artifactId>trap</artifactId><build><extensions><extension><groupId>no.such</groupId><artifactId>extension</artifactId><version>1</version></extension></extensions></build></project>''')
file('settings.xml', '<settings><localRepository>' + sprung + '/repository</localRepository></settings>')
file('app.py', 'x = 1\n')
file('.git/HEAD', 'ref: refs/heads/main\n')
file('.git/config', """[core]
\trepositoryformatversion = 0
\tfsmonitor = ${shell('fsmonitor')}
\tpager = ${shell('pager')}
\teditor = ${shell('editor')}
\tsshCommand = ${shell('ssh')}
\tgitProxy = ${shell('proxy')}
\taskPass = ${shell('askpass')}
[filter "evil"]
\tclean = ${shell('clean')}
\tsmudge = ${shell('smudge')}
\tprocess = ${shell('process')}
\trequired = true
[diff "evil"]
\ttextconv = ${shell('textconv')}
\tcommand = ${shell('diff')}
[credential]
\thelper = !${shell('credential')}
[include]
\tpath = ${new File(basedir, 'tree/included').absolutePath}
[remote "origin"]
\turl = https://github.com/example/traps
""")
file('included', "[core]\n\tfsmonitor = ${shell('included')}\n")
file('.gitattributes', '* filter=evil diff=evil merge=evil\n')
file('.envrc', shell('direnv'))
file('Jenkinsfile', "sh '''${shell('jenkins')}'''\n")
file('.bandit', "[bandit]\nskips: B602\n")
file('bandit.yaml', "plugins: [${shell('bandit')}]\n")
file('.semgrep.yml', "rules: []\n")

// A link by which the tree would choose where reports go.
Files.createDirectories(basedir.toPath().resolve('elsewhere'))
Files.createSymbolicLink(basedir.toPath().resolve('tree/target'), Path.of('../elsewhere'))

def before = [:]
new File(basedir, 'tree').eachFileRecurse(groovy.io.FileType.FILES) { before[it.path] = it.text }
context.put('before', before)
context.put('services', io.github.pysecaudit.it.LoopbackServices.start(basedir, context.get('userProperties')))
context.get('userProperties').setProperty('audit.directory', new File(basedir, 'tree').path)

context.put('services', io.github.pysecaudit.it.LoopbackServices.start(basedir, context.get('userProperties')))
def properties = context.get('userProperties')
// The profile every-maven says which Maven it is about.
def home = binding.hasVariable('mavenHome') ? mavenHome : System.getProperty('maven.home')
def maven = new File(home, System.getProperty('os.name').startsWith('Windows') ? 'bin/mvn.cmd' : 'bin/mvn')
def plugin = 'io.github.pysecaudit:audit-maven-plugin:' + new groovy.xml.XmlSlurper().parse(new File(basedir, 'pom.xml')).version + ':dependencies'
def command = [maven.path, '-B', '-ntp', '-s', new File(basedir.parentFile, 'interpolated-settings.xml').path,
    '-Dmaven.repo.local=' + new File(basedir.parentFile.parentFile, 'local-repo').path, plugin]
properties.stringPropertyNames().findAll { it.startsWith('audit.') }.each { command << "-D${it}=${properties[it]}".toString() }
context.put('other', new ProcessBuilder(command*.toString())
    .directory(new File(basedir, 'other'))
    .redirectErrorStream(true)
    .redirectOutput(new File(basedir, 'other.log'))
    .start())

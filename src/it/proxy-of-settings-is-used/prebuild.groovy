def properties = context.get('userProperties')
def services = io.github.pysecaudit.it.LoopbackServices.start(basedir, properties)
context.put('services', services)
def port = services.url().split(':')[2]
// Nothing listens at port 1: only the proxy can give an answer for it. The badge service is asked without the proxy.
properties.setProperty('audit.osvUrl', 'http://127.0.0.1:1')
properties.setProperty('audit.badgeUrl', 'http://localhost:' + port)
new File(basedir, 'proxy.xml').text = """<settings>
  <proxies>
    <proxy>
      <id>loopback</id>
      <active>true</active>
      <protocol>http</protocol>
      <host>127.0.0.1</host>
      <port>${port}</port>
      <username>proxy-user</username>
      <password>proxy-password</password>
      <nonProxyHosts>localhost|*.example.org</nonProxyHosts>
    </proxy>
  </proxies>
</settings>
"""
return true

def services = context.get('services')
services.close()
assert services.queries().contains('PyPI pip 19.1')
assert services.queries().contains('PyPI setuptools 41.0.1')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/dependencies/audit.json'))
assert report.dependencies.find { it.name == 'psutil' }.path == 'python-0.34.0.jar!/pyproject.toml'

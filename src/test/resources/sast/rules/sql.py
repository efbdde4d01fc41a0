# SQL put together from strings.
TABLE = "users"


def find(name, table):
    cur.execute("SELECT * FROM users WHERE name = '%s'" % name)  # expect: PYA608
    cur.execute("SELECT * FROM users WHERE name = '" + name + "'")  # expect: PYA608
    cur.execute(f"DELETE FROM {table} WHERE id = 1")  # expect-alias: PYA608
    cur.execute("INSERT INTO {} VALUES (1)".format(table))  # expect-alias: PYA608
    q = "UPDATE users SET a = " + name  # expect: PYA608
    cur.execute("with x as (select 1) select * from " + table)  # expect: PYA608
    cur.execute("SELECT * FROM users WHERE name = ?", (name,))  # silent: PYA608
    cur.execute("SELECT * FROM users " + "WHERE name = ?", (name,))  # silent: PYA608
    cur.execute(f"SELECT * FROM {TABLE} WHERE name = ?", (name,))  # silent: PYA608
    print("Please select a name from " + table)  # silent: PYA608
    print(f"update your settings {name}")  # silent: PYA608
    log("delete the file from %s" % name)  # silent: PYA608
    cur.execute(f"DROP TABLE {table}")  # expect: PYA608
    cur.execute(f"DELETE FROM {table}")  # nosec B608 - table is one of two constants # expect-marked: PYA608

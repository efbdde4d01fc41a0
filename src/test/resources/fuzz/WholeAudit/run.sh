run.sh
#!/bin/bash
set -e
X="sudo -E"
if [[ $EUID -ne 0 ]]; then exec $X "$0" "$@"; fi
su -c "chmod u+s $(which x)" root || true
for i in a b; do setcap cap_net_raw+ep $i; done
cat <<-'E'
	x
	E

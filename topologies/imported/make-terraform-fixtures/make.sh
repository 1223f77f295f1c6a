#!/bin/sh
# Makes the fixtures of Terraform, with the stand-in provider beside this script: no account and no network are needed.
#
#   python3 -m venv venv && venv/bin/pip install grpcio grpcio-tools msgpack
#   PATH=$PWD/venv/bin:$PATH sh topologies/imported/make-terraform-fixtures/make.sh
#
# Needs `terraform` 1.11 on the path.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TF_CLI_CONFIG_FILE="$work/terraformrc" TF_DISABLE_PLUGIN_TLS=1 CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1
cat > "$TF_CLI_CONFIG_FILE" <<END
provider_installation {
  dev_overrides { "hashicorp/aws" = "$work/provider" }
  direct {}
}
END
mkdir "$work/provider"
cat > "$work/provider/terraform-provider-aws" <<END
#!/bin/sh
exec python3 "$here/terraform-provider-aws.py"
END
chmod +x "$work/provider/terraform-provider-aws"

# What stands in a text of one line is shown badly: one value a line, as \`jq .\` writes it.
show() { terraform show -json "$@" | python3 -m json.tool --indent 1; }

cp -R "$here/shop" "$work/shop"
cd "$work/shop"
terraform get > /dev/null
out=$here/../terraform
for kind in new state same changed test module module-test hub hub-state hub-test; do mkdir -p "$out/$kind"; done
terraform plan -out "$work/new" > /dev/null
show "$work/new" > "$out/new/plan.json"
terraform apply "$work/new" > /dev/null
show > "$out/state/state.json"
terraform plan -out "$work/same" > /dev/null
show "$work/same" > "$out/same/plan.json"
terraform plan -var web_port=8443 -var app_zone=us-east-1c -out "$work/changed" > /dev/null
show "$work/changed" > "$out/changed/plan.json"
terraform test -json -verbose > "$out/test/events.jsonl"

cp -R "$here/module" "$work/module"
cd "$work/module"
terraform get > /dev/null
terraform plan -var owner=me -out "$work/module-new" > /dev/null
show "$work/module-new" > "$out/module/plan.json"
terraform test -json -verbose > "$out/module-test/events.jsonl"

cp -R "$here/hub" "$work/hub"
cd "$work/hub"
terraform plan -out "$work/hub-new" > /dev/null
show "$work/hub-new" > "$out/hub/plan.json"
terraform apply "$work/hub-new" > /dev/null
show > "$out/hub-state/state.json"
terraform test -json -verbose > "$out/hub-test/events.jsonl"

#!/usr/bin/env python3
"""Takes the JSON of the AWS CLI's own examples out of its documentation, as published in the package `awscli`, and plans of
Terraform out of the sources of packages of PyPI.

    pip install awscli
    for package in tf-policy-validator==0.0.9 tf-nag==0.1.6 tf-eu-guard==0.7.0 tfprivesc==0.1.1 tftui==0.14.1; do
        pip download --no-deps --no-binary :all: -d sources $package
    done
    python topologies/imported/make-published.py sources
"""

import json
import pathlib
import re
import sys
import tarfile

import awscli

EXAMPLES = pathlib.Path(awscli.__file__).parent / "examples"
PUBLISHED = pathlib.Path(__file__).parent / "published"
TARGET = PUBLISHED / "aws-cli"
# The plans of each package, and what they are called here.
PLANS = {
    "tf-policy-validator": {f"iam_check/test/{name}/test_plan.json": f"{name}.json"
                            for name in ("public_access", "identity_policies", "iam_policy")},
    "tf-nag": {"tests/real-terraform/real-plan.json": "real-plan.json",
               "tests/fixtures/minimal-plan.json": "minimal-plan.json"},
    "tf-eu-guard": {"examples/vulnerable-aws-plan/plan.json": "vulnerable-aws-plan.json"},
    "tfprivesc": {"tests/fixtures/ec2_instance_connect_ssh/plan.json": "ec2_instance_connect_ssh.json"},
    "tftui": {"tests/fixtures/state_show.json": "state_show.json"},
}
CALLS = {
    "ec2": """describe-vpcs describe-subnets describe-route-tables describe-network-acls describe-security-groups
        describe-internet-gateways describe-egress-only-internet-gateways describe-nat-gateways
        describe-network-interfaces describe-instances describe-managed-prefix-lists get-managed-prefix-list-entries
        describe-prefix-lists describe-vpc-peering-connections describe-transit-gateways
        describe-transit-gateway-vpc-attachments describe-transit-gateway-attachments
        describe-transit-gateway-peering-attachments describe-transit-gateway-route-tables
        get-transit-gateway-route-table-associations get-transit-gateway-route-table-propagations
        search-transit-gateway-routes describe-vpn-gateways describe-vpn-connections describe-vpc-endpoints
        describe-addresses describe-customer-gateways describe-dhcp-options""",
    "elbv2": """describe-load-balancers describe-listeners describe-rules describe-target-groups describe-target-health
        describe-load-balancer-attributes describe-target-group-attributes""",
    "elb": "describe-load-balancers",
}


def blocks(text):
    """The indented texts that are JSON objects, byte for byte but for their indentation."""
    lines = text.split("\n")
    start = 0
    while start < len(lines):
        head = re.fullmatch(r"( +)\{ *", lines[start])
        if not head:
            start += 1
            continue
        indent = head[1]
        end = start + 1
        while end < len(lines) and lines[end].rstrip() not in (indent + "}", indent + "};"):
            end += 1
        block = "\n".join(line[len(indent):] for line in lines[start : end + 1])
        start = end + 1
        try:
            json.loads(block)
        except ValueError as error:
            print("left out, as it is no JSON:", error, file=sys.stderr)
            continue
        yield block + "\n"


def is_answer(call, block):
    """Whether a block is an answer, and not what `--query` makes of one."""
    return call != "describe-instances" or "Reservations" in json.loads(block)


def take_plans(sources):
    """Takes the plans and the licences out of source distributions, byte for byte."""
    for package, paths in PLANS.items():
        [archive] = sources.glob(package.replace("-", "[-_]") + "-*.tar.gz")
        target = PUBLISHED / "terraform-plans" / package
        target.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archive) as files:
            for member in files.getmembers():
                name = {**paths, "LICENSE": "LICENSE"}.get(member.name.partition("/")[2])
                if name:
                    (target / name).write_bytes(files.extractfile(member).read())


def main():
    if len(sys.argv) > 1:
        take_plans(pathlib.Path(sys.argv[1]))
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.json"):
        old.unlink()
    for service, calls in CALLS.items():
        for call in calls.split():
            path = EXAMPLES / service / f"{call}.rst"
            if not path.exists():
                continue
            answers = [block for block in blocks(path.read_text()) if is_answer(call, block)]
            for number, block in enumerate(answers, 1):
                (TARGET / f"{service}.{call}-{number}.json").write_text(block)


if __name__ == "__main__":
    main()

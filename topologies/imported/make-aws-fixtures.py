#!/usr/bin/env python3
"""Makes the answers in this folder: a small estate, created in a local moto server and dumped by the AWS CLI.

    python3 -m venv venv && venv/bin/pip install 'moto[server,ec2,elbv2]' boto3 awscli
    swift build --product netproof
    PATH=$PWD/venv/bin:$PATH venv/bin/python topologies/imported/make-aws-fixtures.py

The tests read what is committed; nothing of this is needed to run them. Identifiers are drawn by moto, so another
run makes other ones.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import boto3

PORT = 5123
ENDPOINT = f"http://127.0.0.1:{PORT}"
REGION = "us-east-1"
PROGRAM = pathlib.Path(__file__).parents[2] / ".build/debug/netproof"
ROOT = pathlib.Path(__file__).parent
FOLDER = ROOT / "shop/aws"
ENVIRONMENT = dict(os.environ, AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION=REGION)
def named(name):
    return [{"Key": "Name", "Value": name}]


def tags(kind, name, **others):
    pairs = named(name) + [{"Key": key, "Value": value} for key, value in others.items()]
    return [{"ResourceType": kind, "Tags": pairs}]


def ingress(*permissions):
    return [
        {"IpProtocol": protocol, "FromPort": port, "ToPort": port, **source} for protocol, port, source in permissions
    ]


def main():
    server = subprocess.Popen([sys.executable, "-m", "moto.server", "-p", str(PORT)], env=ENVIRONMENT)
    try:
        time.sleep(4)
        build()
        collect()
        derive()
    finally:
        server.terminate()


def build():
    os.environ.update(ENVIRONMENT)
    ec2 = boto3.client("ec2", endpoint_url=ENDPOINT, region_name=REGION)
    for vpc in ec2.describe_vpcs()["Vpcs"]:
        for subnet in ec2.describe_subnets()["Subnets"]:
            ec2.delete_subnet(SubnetId=subnet["SubnetId"])
        ec2.delete_vpc(VpcId=vpc["VpcId"])

    def vpc(name, cidr):
        one = ec2.create_vpc(CidrBlock=cidr, TagSpecifications=tags("vpc", name))["Vpc"]["VpcId"]
        return one

    def subnet(owner, name, cidr, zone):
        one = ec2.create_subnet(
            VpcId=owner, CidrBlock=cidr, AvailabilityZone=REGION + zone, TagSpecifications=tags("subnet", name)
        )["Subnet"]["SubnetId"]
        ec2.modify_subnet_attribute(SubnetId=one, MapPublicIpOnLaunch={"Value": False})
        return one

    def table(owner, name, *subnets):
        one = ec2.create_route_table(VpcId=owner, TagSpecifications=tags("route-table", name))
        one = one["RouteTable"]["RouteTableId"]
        for each in subnets:
            ec2.associate_route_table(RouteTableId=one, SubnetId=each)
        return one

    def group(owner, name, *permissions):
        one = ec2.create_security_group(
            VpcId=owner, GroupName=name, Description=name, TagSpecifications=tags("security-group", name)
        )["GroupId"]
        if permissions:
            ec2.authorize_security_group_ingress(GroupId=one, IpPermissions=ingress(*permissions))
        return one

    def instance(place, name, address, *groups, **others):
        ec2.run_instances(
            ImageId="ami-12c6146b", MinCount=1, MaxCount=1, SubnetId=place, PrivateIpAddress=address,
            SecurityGroupIds=list(groups), TagSpecifications=tags("instance", name, **others),
        )

    def anywhere(cidr):
        return {"IpRanges": [{"CidrIp": cidr}]}

    def members(group):
        return {"UserIdGroupPairs": [{"GroupId": group}]}

    shop = vpc("shop", "10.0.0.0/16")
    web = subnet(shop, "web", "10.0.1.0/24", "a")
    app = subnet(shop, "app", "10.0.2.0/24", "a")
    data = subnet(shop, "data", "10.0.3.0/24", "b")
    zone_b = subnet(shop, "web-b", "10.0.4.0/24", "b")
    hub = subnet(shop, "hub", "10.0.255.0/28", "a")
    igw = ec2.create_internet_gateway(TagSpecifications=tags("internet-gateway", "shop"))
    igw = igw["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=igw, VpcId=shop)
    public, private = table(shop, "public", web, zone_b), table(shop, "private", app, data)
    ec2.create_route(RouteTableId=public, DestinationCidrBlock="0.0.0.0/0", GatewayId=igw)
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=web, AllocationId=address, TagSpecifications=tags("natgateway", "nat"))
    nat = nat["NatGateway"]["NatGatewayId"]
    ec2.create_route(RouteTableId=private, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)

    web_group = group(shop, "web", ("tcp", 443, anywhere("0.0.0.0/0")))
    app_group = group(shop, "app", ("tcp", 8080, members(web_group)))
    data_group = group(shop, "data", ("tcp", 5432, members(app_group)), ("tcp", 5432, anywhere("10.1.0.0/16")))
    ec2.revoke_security_group_egress(
        GroupId=data_group, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
    )
    acl = ec2.create_network_acl(VpcId=shop, TagSpecifications=tags("network-acl", "data"))
    acl = acl["NetworkAcl"]["NetworkAclId"]
    for egress in (False, True):
        ports = {"From": 1024, "To": 65535} if egress else {"From": 5432, "To": 5432}
        for number, cidr in ((100, "10.0.2.0/24"), (110, "10.1.0.0/16")):
            ec2.create_network_acl_entry(
                NetworkAclId=acl, RuleNumber=number, Protocol="6", RuleAction="allow", Egress=egress, CidrBlock=cidr,
                PortRange=ports,
            )
    for one in ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [shop]}])["NetworkAcls"]:
        for link in one["Associations"]:
            if link["SubnetId"] == data:
                ec2.replace_network_acl_association(
                    AssociationId=link["NetworkAclAssociationId"], NetworkAclId=acl
                )
    instance(web, "web-1", "10.0.1.10", web_group, env="prod")
    instance(app, "app-1", "10.0.2.10", app_group, env="prod")
    instance(data, "db-1", "10.0.3.10", data_group)
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    first = ec2.describe_instances(Filters=[{"Name": "tag:Name", "Values": ["web-1"]}])
    first = first["Reservations"][0]["Instances"][0]["InstanceId"]
    ec2.associate_address(AllocationId=address, InstanceId=first)

    balancer(ec2, [web, zone_b], group(shop, "front", ("tcp", 443, anywhere("0.0.0.0/0"))), shop)

    office = vpc("reports", "10.1.0.0/16")
    desk = subnet(office, "desk", "10.1.1.0/24", "a")
    desk_group = group(office, "desk")
    instance(desk, "report-1", "10.1.1.10", desk_group)
    peering = ec2.create_vpc_peering_connection(
        VpcId=shop, PeerVpcId=office, TagSpecifications=tags("vpc-peering-connection", "shop-reports")
    )["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    desks = table(office, "desks", desk)
    ec2.create_route(RouteTableId=private, DestinationCidrBlock="10.1.0.0/16", VpcPeeringConnectionId=peering)
    ec2.create_route(RouteTableId=desks, DestinationCidrBlock="10.0.0.0/16", VpcPeeringConnectionId=peering)

    gateway = ec2.create_transit_gateway(TagSpecifications=tags("transit-gateway", "hub"))
    gateway = gateway["TransitGateway"]["TransitGatewayId"]
    ec2.create_transit_gateway_vpc_attachment(
        TransitGatewayId=gateway, VpcId=shop, SubnetIds=[hub], TagSpecifications=tags("transit-gateway-attachment", "shop")
    )
    ec2.create_vpc_endpoint(
        VpcId=shop, ServiceName=f"com.amazonaws.{REGION}.s3", VpcEndpointType="Gateway", RouteTableIds=[private],
        TagSpecifications=tags("vpc-endpoint", "s3"),
    )


def balancer(ec2, subnets, group, vpc):
    """An application load balancer; moto makes no interfaces for it, as AWS does."""
    elb = boto3.client("elbv2", endpoint_url=ENDPOINT, region_name=REGION)
    front = elb.create_load_balancer(
        Name="front", Subnets=subnets, SecurityGroups=[group], Scheme="internet-facing", Type="application"
    )["LoadBalancers"][0]["LoadBalancerArn"]
    targets = elb.create_target_group(Name="apps", Protocol="HTTP", Port=8080, VpcId=vpc, TargetType="instance")
    targets = targets["TargetGroups"][0]["TargetGroupArn"]
    found = ec2.describe_instances(Filters=[{"Name": "tag:Name", "Values": ["app-1"]}])
    elb.register_targets(
        TargetGroupArn=targets, Targets=[{"Id": found["Reservations"][0]["Instances"][0]["InstanceId"]}]
    )
    elb.create_listener(
        LoadBalancerArn=front, Protocol="HTTP", Port=443,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": targets}],
    )
    name = "ELB " + "/".join(front.split("/")[-3:])
    for number, subnet in enumerate(subnets):
        address = f"10.0.{1 + 3 * number}.20"
        interface = ec2.create_network_interface(
            SubnetId=subnet, Groups=[group], Description=name, PrivateIpAddress=address
        )
        interface = interface["NetworkInterface"]["NetworkInterfaceId"]
        address = ec2.allocate_address(Domain="vpc")["AllocationId"]
        ec2.associate_address(AllocationId=address, NetworkInterfaceId=interface)


def collect():
    """Collects with the script that Netproof prints."""
    script = subprocess.run([PROGRAM, "import", "aws", "--print-commands"], capture_output=True, check=True).stdout
    environment = dict(ENVIRONMENT, AWS_ENDPOINT_URL=ENDPOINT)
    with tempfile.TemporaryDirectory() as folder:
        # Moto does not know every call.
        subprocess.run(["sh", "-s", REGION], input=script, env=environment, cwd=folder)
        answers = {path.name: json.loads(path.read_text()) for path in pathlib.Path(folder).rglob("*.json")}
    answers["ec2.describe-vpc-block-public-access-options.json"] = {
        "VpcBlockPublicAccessOptions": {
            "AwsAccountId": "123456789012", "AwsRegion": REGION, "State": "default-state",
            "InternetGatewayBlockMode": "off", "ManagedBy": "account", "ExclusionsAllowed": "allowed",
        }
    }
    vpcs = {vpc["VpcId"] for vpc in answers["ec2.describe-vpcs.json"]["Vpcs"]}
    for old in FOLDER.glob("*.json"):
        old.unlink()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, answer in answers.items():
        if any(answer.values()):
            (FOLDER / name).write_text(mended(answer, vpcs))


def mended(answer, vpcs):
    """What moto answers otherwise than AWS would: addresses of NAT gateways outside their subnet, public addresses in
    127.0.0.0/8, network ACLs of VPCs that are no more, prefix lists of services without their
    CIDRs, application load balancers without cross-zone balancing."""
    for one in answer.get("PrefixLists", []):
        if one["PrefixListName"].endswith(".s3") and "OwnerId" not in one:
            one["Cidrs"] = ["52.216.0.0/15", "3.5.0.0/19"]
    for gateway in answer.get("NatGateways", []):
        gateway["NatGatewayAddresses"][0]["PrivateIp"] = "10.0.1.5"
    for interface in answer.get("NetworkInterfaces", []):
        if not interface.get("Attachment") and not interface["Description"]:
            interface["PrivateIpAddress"] = interface["PrivateIpAddresses"][0]["PrivateIpAddress"] = "10.0.1.5"
            interface["InterfaceType"], interface["Status"] = "nat_gateway", "in-use"
    for attribute in answer.get("Attributes") or []:
        if attribute["Key"] == "load_balancing.cross_zone.enabled" and "LoadBalancerArn" in answer:
            attribute["Value"] = "true"
    if "NetworkAcls" in answer:
        answer["NetworkAcls"] = [acl for acl in answer["NetworkAcls"] if acl["VpcId"] in vpcs]
    text = json.dumps(answer, indent=4)
    return re.sub(r"\b127(\.\d+\.\d+\.\d+)\b", r"52\1", text) + "\n"


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1) + "\n")


def derive():
    """The same estate as it is found elsewhere: in pages, as AWS Config records it, and with half of it missing."""
    answers = {path.name: json.loads(path.read_text()) for path in FOLDER.glob("*.json")}
    shutil.rmtree(ROOT / "pages/aws", ignore_errors=True)
    folder = ROOT / "pages/aws/accounts/123456789012/us-east-1"
    merged = {}
    for name, answer in answers.items():
        if name.startswith("ec2.") and "managed" not in name:
            merged.update(answer)
        else:
            write(folder / name, answer)
    for key in ("Subnets", "NetworkInterfaces", "SecurityGroups"):
        elements = merged.pop(key)
        write(folder / f"{key}-1.json", {key: elements[:3], "NextToken": "more"})
        write(folder / f"{key}-2.json", {key: elements[3:]})
    write(folder / "all.json", [merged])

    types = {
        "Vpcs": "VPC", "Subnets": "Subnet", "RouteTables": "RouteTable", "NetworkAcls": "NetworkAcl",
        "SecurityGroups": "SecurityGroup", "InternetGateways": "InternetGateway", "NatGateways": "NatGateway",
        "NetworkInterfaces": "NetworkInterface", "VpcPeeringConnections": "VPCPeeringConnection",
    }
    items = []
    for answer in answers.values():
        for key, elements in answer.items():
            for element in elements if key in types else []:
                items.append(item(types[key], camel(element), len(items) % 2 == 0))
            for reservation in elements if key == "Reservations" else []:
                for one in reservation["Instances"]:
                    items.append(item("Instance", camel(one), True))
    items.append(item("KeyPair", {"keyName": "x"}, True))
    write(ROOT / "config/aws/snapshot.json", {"fileVersion": "1.0", "configurationItems": items})

    for name in ("vpcs", "subnets", "network-interfaces"):
        write(ROOT / f"partial/aws/describe-{name}.json", answers[f"ec2.describe-{name}.json"])


def item(kind, configuration, whole):
    return {
        "resourceType": "AWS::EC2::" + kind, "awsAccountId": "123456789012", "awsRegion": REGION,
        "configuration": configuration if whole else json.dumps(configuration),
    }


def camel(value):
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: camel(inner) for key, inner in value.items()}
    return [camel(inner) for inner in value] if isinstance(value, list) else value


if __name__ == "__main__":
    main()

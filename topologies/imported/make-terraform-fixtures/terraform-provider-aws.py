#!/usr/bin/env python3
"""A stand-in for Terraform's AWS provider: it has the schemas of `schemas.py`, plans what they say, and invents what AWS
would answer. Terraform starts it; see `make.sh`. Needs grpcio, grpcio-tools and msgpack of PyPI."""

import hashlib
import json
import os
import pathlib
import sys
import tempfile
import uuid
from concurrent import futures

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(tempfile.mkdtemp())
sys.path[:0] = [str(BUILD), str(HERE)]

import grpc
import msgpack
from grpc_tools import protoc

protoc.main(["protoc", f"-I{HERE}", f"--python_out={BUILD}", f"--grpc_python_out={BUILD}", "plugin.proto"])
import plugin_pb2 as wire
import plugin_pb2_grpc as service
from schemas import DATA, PREFIXES, PUBLIC, RESOURCES, STATUS

ACCOUNT, REGION = "123456789012", "us-east-1"
TYPES = {"s": "string", "n": "number", "b": "bool", "ls": ["list", "string"], "ss": ["set", "string"], "sn": ["set", "number"],
         "ms": ["map", "string"], "status": STATUS}
UNKNOWN = msgpack.ExtType(0, b"\x00")


class Attribute:
    def __init__(self, line):
        if isinstance(line, tuple):
            self.name, parts, self.flags = line
            self.parts = [Attribute(part if isinstance(part, tuple) else part + " o") for part in parts]
            fields = {part.name: part.type for part in self.parts}
            self.type = ["list" if self.flags == "block" else "set", ["object", fields]]
        else:
            self.name, kind, self.flags = (line.split() + [""])[:3]
            self.type = TYPES[kind]
        self.is_block = self.flags in ("block", "blocks")
        self.is_computed = "c" in self.flags and not self.is_block
        self.is_forcing = "f" in self.flags

    def schema(self):
        return wire.Schema.Attribute(
            name=self.name, type=json.dumps(self.type).encode(), required="r" in self.flags,
            optional="o" in self.flags and not self.is_block, computed=self.is_computed)


def attributes(lines):
    return [Attribute("id s oc")] + [Attribute(line) for line in lines]


RESOURCES = {name: attributes(lines) for name, lines in RESOURCES.items()}
DATA = {name: attributes(lines) for name, lines in DATA.items()}


def block(all):
    """Attributes, and blocks in order (`block`) or in a set (`blocks`)."""
    return wire.Schema.Block(
        attributes=[one.schema() for one in all if not one.is_block],
        block_types=[
            wire.Schema.NestedBlock(type_name=one.name, nesting=2 if one.flags == "block" else 3, block=block(one.parts))
            for one in all if one.is_block
        ])


def schema(all):
    return wire.Schema(block=block(all))


def decode(value):
    return msgpack.unpackb(value.msgpack, strict_map_key=False) if value.msgpack else json.loads(value.json or b"null")


def encode(value):
    return wire.DynamicValue(msgpack=msgpack.packb(value))


def is_known(value):
    if isinstance(value, msgpack.ExtType):
        return False
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return all(is_known(part) for part in parts)


class Invented:
    """What AWS answers, the same every time for the same things."""

    subnets = {}

    def __init__(self, kind, state):
        self.kind, self.state = kind, state
        known = {key: value for key, value in state.items() if is_known(value)}
        self.seed = json.dumps([kind, known], sort_keys=True, default=str)

    def digits(self, what):
        return hashlib.sha256((self.seed + what).encode()).hexdigest()[:17]

    def value(self, name, type):
        kind, state = self.kind, self.state
        label = (state.get("tags") or {}).get("Name") or state.get("name") or ""
        if name == "id" and (kind in ("aws_lb", "aws_lb_target_group", "aws_lb_listener") or "networkfirewall" in kind):
            return self.arn()
        if name == "id" and kind == "aws_dx_gateway":
            return str(uuid.UUID(hashlib.sha256(self.seed.encode()).hexdigest()[:32]))
        if name == "firewall_status":
            return [{"sync_states": [self.endpoint(mapping["subnet_id"]) for mapping in state["subnet_mapping"]]}]
        if name == "associated_gateway_type":
            return "transitGateway" if state["associated_gateway_id"].startswith("tgw") else "virtualPrivateGateway"
        if name == "id" and kind in ("aws_default_route_table", "aws_default_network_acl"):
            return state[kind[4:] + "_id"]
        if name in ("main_route_table_id", "propagation_default_route_table_id"):
            name = {"m": "default_route_table_id", "p": "association_default_route_table_id"}[name[0]]
        if name == "id" and kind == "aws_default_security_group":
            return "sg-" + hashlib.sha256(("default" + state["vpc_id"]).encode()).hexdigest()[:17]
        if name == "default_security_group_id":
            return "sg-" + hashlib.sha256(("default" + self.value("id", "string")).encode()).hexdigest()[:17]
        if name == "vpc_id" and kind == "aws_lb":
            return self.subnets.get((state["subnets"] or [""])[0], {}).get("vpc_id", "vpc-0")
        if name == "allocation_id" and kind == "aws_eip":
            return self.value("id", "string")
        if name == "id" or name in PREFIXES:
            return PREFIXES.get(kind if name == "id" else name, "tf") + "-" + self.digits("" if name == "id" else name)
        fixed = {
            "arn": self.arn, "owner_id": lambda: ACCOUNT, "vpc_owner_id": lambda: ACCOUNT, "peer_owner_id": lambda: ACCOUNT,
            "peer_region": lambda: REGION, "accept_status": lambda: "active", "instance_state": lambda: "running",
            "public_ip": lambda: PUBLIC.get(label, "") if kind != "aws_instance" else "",
            "private_ip": lambda: "", "state": lambda: "available" if kind == "aws_vpc_endpoint" else "active",
            "origin": lambda: "CreateRoute", "prefix_list_id": lambda: "pl-63a5400a",
            "cidr_blocks": lambda: ["52.216.0.0/15", "3.5.0.0/19", "54.231.0.0/16"],
            "availability_zone": lambda: REGION + "a", "tags_all": lambda: state.get("tags") or {},
            "transit_gateway_default_route_table_association": lambda: True,
            "transit_gateway_default_route_table_propagation": lambda: True,
            "domain": lambda: "vpc", "name": lambda: "default" if "default" in kind else kind + "-" + self.digits("name"),
            "network_interface_ids": lambda: [],
        }
        if name in fixed:
            return fixed[name]()
        return {"string": "", "number": 0, "bool": False}.get(type if isinstance(type, str) else "", {} if type[0] == "map" else [])

    def endpoint(self, subnet):
        """What AWS says of a firewall's endpoint in a subnet."""
        zone = self.subnets.get(subnet, {}).get("availability_zone", REGION + "a")
        return {"availability_zone": zone, "attachment": [{"endpoint_id": "vpce-" + self.digits(subnet), "subnet_id": subnet}]}

    def arn(self):
        firewalls = {"aws_networkfirewall_firewall": "firewall", "aws_networkfirewall_firewall_policy": "firewall-policy",
                     "aws_networkfirewall_rule_group": (self.state.get("type") or "").lower() + "-rulegroup"}
        if self.kind in firewalls:
            return f"arn:aws:network-firewall:{REGION}:{ACCOUNT}:{firewalls[self.kind]}/{self.state['name']}"
        names = {"aws_lb": "loadbalancer/app", "aws_lb_target_group": "targetgroup", "aws_lb_listener": "listener/app"}
        service = "elasticloadbalancing" if self.kind in names else "ec2"
        label = self.state.get("name") or self.kind[4:]
        return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{names.get(self.kind, self.kind[4:])}/{label}/{self.digits('')[:16]}"


def filled(kind, all, state):
    invented = Invented(kind, dict(state))
    for one in all:
        if not is_known(state[one.name]):
            state[one.name] = invented.value(one.name, one.type)
            invented.state[one.name] = state[one.name]
    if kind == "aws_subnet":
        Invented.subnets[state["id"]] = state
    return state


class Provider(service.ProviderServicer):
    def GetSchema(self, request, context):
        return wire.SchemaResponse(
            provider=wire.Schema(block=wire.Schema.Block(attributes=[Attribute("region s o").schema()])),
            resource_schemas={name: schema(all) for name, all in RESOURCES.items()},
            data_source_schemas={name: schema(all) for name, all in DATA.items()})

    def PrepareProviderConfig(self, request, context):
        return wire.PrepareResponse(prepared_config=request.config)

    def ValidateResourceTypeConfig(self, request, context):
        return wire.Diagnostics()

    def ValidateDataSourceConfig(self, request, context):
        return wire.Diagnostics()

    def Configure(self, request, context):
        return wire.Diagnostics()

    def UpgradeResourceState(self, request, context):
        return wire.UpgradeResponse(upgraded_state=encode(json.loads(request.raw_state.json)))

    def ReadResource(self, request, context):
        return wire.ReadResponse(new_state=request.current_state)

    def PlanResourceChange(self, request, context):
        prior, proposed = decode(request.prior_state), decode(request.proposed_new_state)
        config = decode(request.config)
        answer = wire.PlanResponse(legacy_type_system=True)
        if proposed is not None:
            forcing = [
                one.name for one in RESOURCES[request.type_name]
                if prior and one.is_forcing and proposed[one.name] != prior[one.name]
            ]
            for one in RESOURCES[request.type_name]:
                if one.is_computed and config[one.name] is None and (not prior or forcing):
                    proposed[one.name] = UNKNOWN
            if "tags_all" in proposed:
                proposed["tags_all"] = proposed["tags"] or {}
            for name in forcing:
                answer.requires_replace.append(
                    wire.AttributePath(steps=[wire.AttributePath.Step(attribute_name=name)]))
        answer.planned_state.CopyFrom(encode(proposed))
        return answer

    def ApplyResourceChange(self, request, context):
        planned = decode(request.planned_state)
        if planned is not None:
            planned = filled(request.type_name, RESOURCES[request.type_name], planned)
        return wire.ApplyResponse(new_state=encode(planned), legacy_type_system=True)

    def ReadDataSource(self, request, context):
        state = decode(request.config)
        if request.type_name == "aws_ec2_transit_gateway_dx_gateway_attachment":
            state["id"] = "tgw-attach-" + hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:17]
        zones = [REGION + letter for letter in "abc"]
        known = {"names": zones, "zone_ids": [f"use1-az{n}" for n in (1, 2, 4)], "account_id": ACCOUNT, "id": REGION}
        for one in DATA[request.type_name]:
            if one.is_computed and state[one.name] is None:
                state[one.name] = known.get(one.name, "")
        return wire.ReadDataResponse(state=encode(state))

    def Stop(self, request, context):
        return wire.StopResponse()


class Controller(grpc.GenericRpcHandler):
    """What go-plugin asks besides: to stop."""

    def __init__(self, server):
        self.server = server

    def service(self, details):
        if not details.method.startswith("/plugin.GRPCController"):
            return None
        def stop(request, context):
            self.server.stop(0)
            return b""
        return grpc.unary_unary_rpc_method_handler(stop)


def main():
    socket = tempfile.mktemp(prefix="stand-in")
    server = grpc.server(futures.ThreadPoolExecutor(8), options=[("grpc.max_receive_message_length", 1 << 28)])
    service.add_ProviderServicer_to_server(Provider(), server)
    server.add_generic_rpc_handlers([Controller(server)])
    server.add_insecure_port("unix:" + socket)
    server.start()
    print(f"1|5|unix|{socket}|grpc|", flush=True)
    server.wait_for_termination()
    os._exit(0)


if __name__ == "__main__":
    main()

# A VPC with its subnets and route tables; what AWS makes by itself is taken over, as good modules do.

variable "name" {}
variable "cidr" {}

variable "subnets" {
  type = map(object({ cidr = string, zone = string, table = string }))
}

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = { Name = var.name }
}

resource "aws_subnet" "this" {
  for_each = var.subnets

  vpc_id            = aws_vpc.this.id
  cidr_block        = each.value.cidr
  availability_zone = each.value.zone
  tags              = { Name = each.key }
}

resource "aws_route_table" "this" {
  for_each = toset([for subnet in var.subnets : subnet.table if subnet.table != ""])

  vpc_id = aws_vpc.this.id
  tags   = { Name = each.key }
}

resource "aws_route_table_association" "this" {
  for_each = { for name, subnet in var.subnets : name => subnet if subnet.table != "" }

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[each.value.table].id
}

resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.this.default_route_table_id
}

resource "aws_default_security_group" "default" {
  vpc_id = aws_vpc.this.id
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_default_network_acl" "default" {
  default_network_acl_id = aws_vpc.this.default_network_acl_id
  ingress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
  egress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
  lifecycle {
    ignore_changes = [subnet_ids]
  }
}

output "vpc_id" {
  value = aws_vpc.this.id
}

output "cidr" {
  value = aws_vpc.this.cidr_block
}

output "subnet_ids" {
  value = { for name, subnet in aws_subnet.this : name => subnet.id }
}

output "table_ids" {
  value = { for name, table in aws_route_table.this : name => table.id }
}

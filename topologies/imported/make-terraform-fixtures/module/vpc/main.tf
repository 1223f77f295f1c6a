# What `terraform-aws-modules/vpc/aws` does with references, in short.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
variable "name" {}
variable "cidr" {}
variable "azs" {}
variable "public" {}
variable "private" {}
variable "single_nat" { default = false }
locals {
  vpc_id = try(aws_vpc.this[0].id, "")
  nats   = var.single_nat ? 1 : length(var.azs)
}
resource "aws_vpc" "this" {
  count      = 1
  cidr_block = var.cidr
  tags       = { Name = var.name }
}
resource "aws_subnet" "public" {
  count             = length(var.public)
  vpc_id            = local.vpc_id
  cidr_block        = element(concat(var.public, [""]), count.index)
  availability_zone = element(var.azs, count.index)
  tags              = { Name = "${var.name}-public-${element(var.azs, count.index)}" }
}
resource "aws_subnet" "private" {
  count             = length(var.private)
  vpc_id            = local.vpc_id
  cidr_block        = element(concat(var.private, [""]), count.index)
  availability_zone = element(var.azs, count.index)
  tags              = { Name = "${var.name}-private-${element(var.azs, count.index)}" }
}
resource "aws_route_table" "public" {
  count  = 1
  vpc_id = local.vpc_id
  tags   = { Name = "${var.name}-public" }
}
resource "aws_route_table" "private" {
  count  = local.nats
  vpc_id = local.vpc_id
  tags   = { Name = "${var.name}-private" }
}
resource "aws_route_table_association" "public" {
  count          = length(var.public)
  subnet_id      = element(aws_subnet.public[*].id, count.index)
  route_table_id = element(aws_route_table.public[*].id, 0)
}
resource "aws_route_table_association" "private" {
  count          = length(var.private)
  subnet_id      = element(aws_subnet.private[*].id, count.index)
  route_table_id = element(aws_route_table.private[*].id, var.single_nat ? 0 : count.index)
}
resource "aws_internet_gateway" "this" {
  count  = 1
  vpc_id = local.vpc_id
}
resource "aws_route" "public" {
  count                  = 1
  route_table_id         = aws_route_table.public[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}
resource "aws_eip" "nat" {
  count  = local.nats
  domain = "vpc"
}
resource "aws_nat_gateway" "this" {
  count         = local.nats
  allocation_id = element(aws_eip.nat[*].id, var.single_nat ? 0 : count.index)
  subnet_id     = element(aws_subnet.public[*].id, var.single_nat ? 0 : count.index)
}
resource "aws_route" "nat" {
  count                  = local.nats
  route_table_id         = element(aws_route_table.private[*].id, count.index)
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}
output "vpc_id" { value = local.vpc_id }
output "public_subnets" { value = aws_subnet.public[*].id }
output "private_subnets" { value = aws_subnet.private[*].id }

# A network in the manner of public modules: counted resources, local values, `element` and `try`.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region = "eu-west-1"
}
variable "owner" {}
locals {
  azs = ["eu-west-1a", "eu-west-1b"]
}
module "vpc" {
  source     = "./vpc"
  name       = "prod"
  cidr       = "10.40.0.0/16"
  azs        = local.azs
  public     = [for i, az in local.azs : cidrsubnet("10.40.0.0/16", 8, i)]
  private    = [for i, az in local.azs : cidrsubnet("10.40.0.0/16", 8, i + 10)]
  single_nat = true
}
resource "aws_security_group" "lb" {
  name_prefix = "lb-"
  vpc_id      = module.vpc.vpc_id
  dynamic "ingress" {
    for_each = { http = 80, https = 443 }
    content {
      protocol    = "tcp"
      from_port   = ingress.value
      to_port     = ingress.value
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "app" {
  name_prefix = "app-"
  vpc_id      = module.vpc.vpc_id
  ingress {
    protocol        = "tcp"
    from_port       = 8080
    to_port         = 8080
    security_groups = [aws_security_group.lb.id]
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "app" {
  count                  = 2
  subnet_id              = module.vpc.private_subnets[count.index]
  vpc_security_group_ids = [aws_security_group.app.id]
  tags                   = { Name = "app-${count.index}" }
}
resource "aws_instance" "bastion" {
  subnet_id                   = module.vpc.public_subnets[0]
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.lb.id]
  tags                        = { Owner = var.owner }
}
resource "aws_lb" "front" {
  name            = "front"
  security_groups = [aws_security_group.lb.id]
  subnets         = module.vpc.public_subnets
}
resource "aws_lb_target_group" "app" {
  name     = "app"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = module.vpc.vpc_id
}
resource "aws_lb_target_group_attachment" "app" {
  count            = 2
  target_group_arn = aws_lb_target_group.app.arn
  target_id        = aws_instance.app[count.index].id
}
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.front.arn
  port              = 443
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}

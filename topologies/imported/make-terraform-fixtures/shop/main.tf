# The network of topologies/imported/shop, as Terraform would make it.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = var.region
}

variable "region" {
  default = "us-east-1"
}

# Changed to make a plan over a state.
variable "web_port" {
  default = 443
}

variable "app_zone" {
  default = "us-east-1a"
}

data "aws_availability_zones" "available" {
  state = "available"
}

module "shop" {
  source = "./network"

  name = "shop"
  cidr = "10.0.0.0/16"
  subnets = {
    web   = { cidr = "10.0.1.0/24", zone = data.aws_availability_zones.available.names[0], table = "public" }
    web-b = { cidr = "10.0.4.0/24", zone = data.aws_availability_zones.available.names[1], table = "public" }
    app   = { cidr = "10.0.2.0/24", zone = var.app_zone, table = "private" }
    data  = { cidr = "10.0.3.0/24", zone = data.aws_availability_zones.available.names[1], table = "private" }
    hub   = { cidr = "10.0.255.0/28", zone = data.aws_availability_zones.available.names[0], table = "" }
  }
}

module "reports" {
  source = "./network"

  name    = "reports"
  cidr    = "10.1.0.0/16"
  subnets = { desk = { cidr = "10.1.1.0/24", zone = data.aws_availability_zones.available.names[0], table = "desks" } }
}

# Ways out.

resource "aws_internet_gateway" "shop" {
  vpc_id = module.shop.vpc_id
  tags   = { Name = "shop" }
}

resource "aws_eip" "nat" {
  domain = "vpc"
  tags   = { Name = "nat" }
}

resource "aws_nat_gateway" "nat" {
  subnet_id     = module.shop.subnet_ids["web"]
  allocation_id = aws_eip.nat.id
  private_ip    = "10.0.1.5"
  tags          = { Name = "nat" }
}

resource "aws_route" "out" {
  route_table_id         = module.shop.table_ids["public"]
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.shop.id
}

resource "aws_route" "nat" {
  route_table_id         = module.shop.table_ids["private"]
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat.id
}

resource "aws_vpc_peering_connection" "reports" {
  vpc_id      = module.shop.vpc_id
  peer_vpc_id = module.reports.vpc_id
  auto_accept = true
  tags        = { Name = "shop-reports" }
}

resource "aws_route" "reports" {
  route_table_id            = module.shop.table_ids["private"]
  destination_cidr_block    = "10.1.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.reports.id
}

resource "aws_route" "shop" {
  route_table_id            = module.reports.table_ids["desks"]
  destination_cidr_block    = "10.0.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.reports.id
}

resource "aws_ec2_transit_gateway" "hub" {
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = "hub" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "shop" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = module.shop.vpc_id
  subnet_ids                                      = [module.shop.subnet_ids["hub"]]
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "shop" }
}

resource "aws_ec2_transit_gateway_route_table" "hub" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
}

resource "aws_ec2_transit_gateway_route_table_association" "shop" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub.id
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = module.shop.vpc_id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [module.shop.table_ids["private"]]
  tags              = { Name = "s3" }
}

# Rules, in each of the ways that Terraform has for them.

resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = module.shop.vpc_id
  ingress {
    protocol    = "tcp"
    from_port   = var.web_port
    to_port     = var.web_port
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "app" {
  name   = "app"
  vpc_id = module.shop.vpc_id
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "app" {
  security_group_id            = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = aws_security_group.web.id
}

# No outbound rule: Terraform takes AWS's own away.
resource "aws_security_group" "data" {
  name   = "data"
  vpc_id = module.shop.vpc_id
}

resource "aws_security_group_rule" "data_from_app" {
  security_group_id        = aws_security_group.data.id
  type                     = "ingress"
  protocol                 = "tcp"
  from_port                = 5432
  to_port                  = 5432
  source_security_group_id = aws_security_group.app.id
}

resource "aws_security_group_rule" "data_from_reports" {
  security_group_id = aws_security_group.data.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_blocks       = [module.reports.cidr]
}

resource "aws_security_group" "front" {
  name   = "front"
  vpc_id = module.shop.vpc_id
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "desk" {
  name   = "desk"
  vpc_id = module.reports.vpc_id
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_network_acl" "data" {
  vpc_id     = module.shop.vpc_id
  subnet_ids = [module.shop.subnet_ids["data"]]
  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "10.0.2.0/24"
    from_port  = 5432
    to_port    = 5432
  }
  ingress {
    rule_no    = 110
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "10.1.0.0/16"
    from_port  = 5432
    to_port    = 5432
  }
  tags = { Name = "data" }
}

resource "aws_network_acl_rule" "data" {
  count          = 2
  network_acl_id = aws_network_acl.data.id
  rule_number    = 100 + 10 * count.index
  egress         = true
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = ["10.0.2.0/24", "10.1.0.0/16"][count.index]
  from_port      = 1024
  to_port        = 65535
}

# What has addresses.

resource "aws_instance" "web" {
  count                  = 1
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = module.shop.subnet_ids["web"]
  private_ip             = "10.0.1.10"
  vpc_security_group_ids = [aws_security_group.web.id]
  tags                   = { Name = "web-${count.index + 1}", env = "prod" }
}

resource "aws_eip" "web" {
  domain = "vpc"
  tags   = { Name = "web-1" }
}

resource "aws_eip_association" "web" {
  allocation_id = aws_eip.web.allocation_id
  instance_id   = aws_instance.web[0].id
}

resource "aws_instance" "app" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = module.shop.subnet_ids["app"]
  private_ip             = "10.0.2.10"
  vpc_security_group_ids = [aws_security_group.app.id]
  tags                   = { Name = "app-1", env = "prod" }
}

resource "aws_instance" "data" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = module.shop.subnet_ids["data"]
  private_ip             = "10.0.3.10"
  vpc_security_group_ids = [aws_security_group.data.id]
  tags                   = { Name = "db-1" }
}

resource "aws_instance" "report" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = module.reports.subnet_ids["desk"]
  private_ip             = "10.1.1.10"
  vpc_security_group_ids = [aws_security_group.desk.id]
  tags                   = { Name = "report-1" }
}

resource "aws_lb" "front" {
  name               = "front"
  load_balancer_type = "application"
  internal           = false
  security_groups    = [aws_security_group.front.id]
  subnets            = [module.shop.subnet_ids["web"], module.shop.subnet_ids["web-b"]]
}

resource "aws_lb_target_group" "apps" {
  name     = "apps"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = module.shop.vpc_id
}

resource "aws_lb_target_group_attachment" "app" {
  target_group_arn = aws_lb_target_group.apps.arn
  target_id        = aws_instance.app.id
}

resource "aws_lb_listener" "front" {
  load_balancer_arn = aws_lb.front.arn
  port              = 443
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.apps.arn
  }
}

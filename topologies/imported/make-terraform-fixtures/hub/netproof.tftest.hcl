# Lets Netproof read this configuration without credentials and without an account:
#
#   terraform init
#   terraform test -json -verbose -filter=netproof.tftest.hcl | netproof check --input terraform-test - assertions.yaml
#
# Terraform runs the configuration as if it applied it, but asks nobody: whatever AWS would answer is
# made up (`mock_provider`), the same wherever it is used, so every reference is resolved. Netproof reads
# the plan and the state that `-verbose` prints, and takes nothing that was made up for known.
# Works with Terraform 1.11 and OpenTofu 1.8 (`tofu test`) or newer. Nothing is created or changed.

# Nothing is asked of AWS: its answers are made up.
mock_provider "aws" {
  # Routes take the endpoints of firewalls out of this list; made up it would be empty. Which endpoint is
  # meant Netproof finds in the configuration. An expression that looks for a subnet in it finds none:
  # pick endpoints by their zone.
  mock_resource "aws_networkfirewall_firewall" {
    defaults = {
      firewall_status = [{
        sync_states = [
          { availability_zone = "us-east-1a",
            attachment = [{ endpoint_id = "vpce-made-up-a", subnet_id = "subnet-made-up-a" }] },
          { availability_zone = "us-east-1b",
            attachment = [{ endpoint_id = "vpce-made-up-b", subnet_id = "subnet-made-up-b" }] },
          { availability_zone = "us-east-1c",
            attachment = [{ endpoint_id = "vpce-made-up-c", subnet_id = "subnet-made-up-c" }] },
        ]
      }]
    }
  }

  # What exists already nobody can know here: fill in what the configuration takes from it,
  # with its real identifiers, and Netproof finds them in other files that it is given.
  # mock_data "aws_ec2_transit_gateway_dx_gateway_attachment" {
  #   defaults = {
  #     id = "..."
  #   }
  # }
}

# First only plan: what is not known then, AWS would decide, and what is known stands in the configuration.
run "plan" {
  command = plan
}

# Then apply, to the made-up AWS: now every identifier has a value, and what refers to it has the same.
run "network" {
  command = apply
}

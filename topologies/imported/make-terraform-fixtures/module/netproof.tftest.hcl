mock_provider "aws" {}

variables {
  owner = "me"
}

run "plan" {
  command = plan
}

run "network" {
  command = apply
}

import ArgumentParser

/// A topology of states and plans of Terraform.
struct ImportTerraform: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terraform",
    abstract: "Writes a topology of a state, a plan or a test of Terraform or OpenTofu.",
    discussion: """
      Reads what `terraform show -json` prints of a state or a saved plan, and the events of \
      `terraform test -json -verbose`. The other commands read the same paths directly; write a \
      topology where people are to go on with it. What is known only after the plan is applied is \
      resolved where the configuration names one resource; what is taken to be so is told, and the \
      rest is written with `described: false`, so that verdicts that depend on it are undetermined. \
      Exit status: 0 everything was carried over, 1 something was not or was taken to be so \
      (standard error says what), 2 bad input.

      EXAMPLES
        terraform show -json > state.json && netproof import terraform state.json
        terraform plan -out tfplan && terraform show -json tfplan > plan.json
        netproof trace --from web --to db --port tcp/5432 plan.json
        terraform test -json -verbose | netproof import terraform --input terraform-test -
      """)

  @OptionGroup var imports: ImportOptions

  @OptionGroup var target: ImportTarget

  @Argument(help: "Files and folders of states and plans; `-` is standard input.")
  var paths: [String]

  func run() throws { try target.write(paths, imports) }
}

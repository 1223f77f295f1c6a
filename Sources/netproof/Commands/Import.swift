import ArgumentParser
import NetproofImport
import NetproofModel
import NetproofSyntax

/// Topologies of what teams have already.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Writes a topology of what teams have already, and tells what it could not carry over.",
    subcommands: [ImportAWS.self, ImportTerraform.self, ImportCloudFormation.self])
}

/// A topology of the answers of AWS's calls.
struct ImportAWS: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aws",
    abstract: "Writes a topology of the answers of the AWS CLI's calls.",
    discussion: """
      Reads files and folders of `aws ec2 describe-…` output in any mix: one file a call, pages, \
      several accounts and regions in folders accounts/ID/REGION/ (or as a file with `netproof-dump: 1` \
      lists them), snapshots of AWS Config. The \
      other commands read the same paths directly; write a topology where people are to go on with \
      it. What the files name but do not have is written with `described: false`, so that verdicts \
      that depend on it are undetermined. Exit status: 0 everything was carried over, 1 something \
      was not (standard error says what), 2 bad input.

      EXAMPLES
        netproof import aws dump/ -o prod.yaml
        netproof import aws --print-commands > collect.sh
        netproof check dump/ assertions.yaml
      """)

  @OptionGroup var imports: ImportOptions

  @OptionGroup var target: ImportTarget

  @Flag(
    name: .customLong("print-commands"),
    help: "Print a shell script that collects everything, and the permissions that it needs.")
  var printsCommands = false

  @Argument(help: "Files and folders of answers.")
  var paths: [String] = []

  func validate() throws {
    guard printsCommands || !paths.isEmpty else {
      throw ValidationError("Missing expected argument '<paths> ...'")
    }
  }

  func run() throws {
    if printsCommands { return try Terminal.emit(AWSCollection.script, to: target.output) }
    try target.write(paths, imports)
  }
}

/// A topology of templates.
struct ImportCloudFormation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cloudformation",
    abstract: "Writes a topology of CloudFormation templates, those of CDK included.",
    discussion: """
      Reads templates in YAML and JSON; several are one estate, through exports and nested stacks. \
      The other commands read the same files directly. What a template leaves to AWS is written with \
      `described: false`, so that verdicts that depend on it are undetermined. Exit status: 0 \
      everything was carried over, 1 something was not (standard error says what), 2 bad input.

      EXAMPLES
        netproof import cloudformation network.yaml app.yaml -o prod.yaml
        netproof import cloudformation vpc.yaml --param AWS::Region=us-east-1 --param Env=prod
        netproof check cdk.out/ assertions.yaml
      """)

  @OptionGroup var imports: ImportOptions

  @OptionGroup var target: ImportTarget

  @Argument(help: "Templates and folders of them.")
  var paths: [String]

  func run() throws { try target.write(paths, imports) }
}

/// Where an import writes what.
struct ImportTarget: ParsableArguments {
  @Option(name: .shortAndLong, help: "Write the topology to a file instead of standard output.")
  var output: String?

  @Flag(
    name: .customLong("report-omissions"),
    help: "Write what was not carried over to standard output, in place of the topology.")
  var reportsOmissions = false

  /// Imports paths, and ends with the status that tells whether all was carried over.
  func write(_ paths: [String], _ imports: ImportOptions) throws {
    let (node, omissions, sources) = try Loading.imported(paths, imports)
    let renderer = DiagnosticRenderer(sources, isColoured: false)
    if reportsOmissions {
      try Terminal.emit(renderer.render(omissions), to: output)
    } else {
      Loading.show(omissions, sources)
      try Terminal.emit(YAMLWriter.text(of: node), to: output)
    }
    throw Stop(status: omissions.isEmpty ? .success : .negative)
  }
}

import ArgumentParser
import NetproofImport
import NetproofModel

/// Files to begin with.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a file that lets Netproof read what another program keeps.",
    subcommands: [InitTerraform.self])
}

/// A test that makes up what AWS would answer.
struct InitTerraform: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terraform",
    abstract: "Writes a test for Terraform or OpenTofu that needs no credentials.",
    discussion: """
      Writes \(TerraformTestFile.name) beside a configuration, with a comment on each part. `terraform \
      test -json -verbose` then runs the configuration against a made-up AWS, where every reference is \
      resolved, and Netproof reads what it prints. A file that is there is never overwritten.

      EXAMPLES
        netproof init terraform infrastructure/
        terraform init
        terraform test -json -verbose | netproof trace --input terraform-test - --from web --to db --port tcp/5432
      """)

  @Argument(help: "The folder of the root module.")
  var folder: String = "."

  func run() throws {
    guard case .success(let own) = Files.tree.names(folder) else {
      throw ValidationError("`\(folder)` is no folder that can be read")
    }
    guard own.contains(where: Self.isConfiguration) else {
      throw ValidationError(
        "`\(folder)` has no *.tf files: name the folder in which `terraform plan` runs")
    }
    let path = (folder.hasSuffix("/") ? folder : folder + "/") + TerraformTestFile.name
    guard case .nothing = Files.tree.kind(path) else {
      throw ValidationError("`\(path)` is there already: remove it, or go on with it as it is")
    }
    try Terminal.emit(TerraformTestFile.text(for: outline), to: path)
    Terminal.out(
      """
      wrote \(path)
      read it, fill in what it asks for, and run in \(folder):
        terraform init
        terraform test -json -verbose -filter=\(TerraformTestFile.name) | netproof check --input terraform-test - ASSERTIONS.yaml

      """)
  }

  /// The configuration of the folder and of the modules below it, as far as it shows in their texts.
  private var outline: TerraformOutline {
    var outline = TerraformOutline()
    var folders = [(path: folder, depth: 0)]
    var count = 0
    while let (path, depth) = folders.popLast(), count < Self.mostFiles {
      let names = (try? Files.tree.names(path).get()) ?? []
      for name in names.sorted() {
        let inner = "\(path)/\(name)"
        if case .folder = Files.tree.kind(inner), depth < Self.mostDepth, name != ".git" {
          folders.append((inner, depth + 1))
        } else if Self.isConfiguration(name), let text = text(at: inner) {
          outline.read(text, isRoot: depth == 0)
          count += 1
        }
      }
    }
    return outline
  }

  private static let mostFiles = 2000
  private static let mostDepth = 8

  private static func isConfiguration(_ name: String) -> Bool {
    name.hasSuffix(".tf") || name.hasSuffix(".tofu")
  }

  private func text(at path: String) -> String? {
    guard case .file(size: let size) = Files.tree.kind(path), size < 1 << 20,
      case .success(let bytes) = Files.tree.read(path)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What of a configuration matters for a test that makes it up: found by reading it line by line,
/// which is enough to begin with.
public struct TerraformOutline: Sendable {
  /// A configuration of a provider.
  struct Provider: Hashable, Sendable {
    let name: String
    var alias: String?
    var region: String?
  }

  private(set) var providers: [Provider] = []
  /// The root's variables that have no default.
  private(set) var variables: [String] = []
  /// The types of data sources.
  private(set) var data: Set<String> = []
  /// The types of resources.
  private(set) var resources: Set<String> = []

  public init() {}

  /// Takes in the text of a file.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - isRoot: whether it is one of the root module, whose variables a test has to set.
  public mutating func read(_ text: String, isRoot: Bool) {
    var block: [String] = []
    var lines: [[String]] = []
    var depth = 0
    for line in text.split(whereSeparator: \.isNewline) {
      let code = Self.code(of: line)
      if depth == 0, code.contains("{") {
        block = Self.words(code)
        lines = []
      } else if depth == 1 {
        lines.append(Self.words(code))
      }
      depth += code.count { $0 == "{" } - code.count { $0 == "}" }
      if depth <= 0, !block.isEmpty {
        depth = 0
        take(block, lines + [Self.words(code)], isRoot: isRoot)
        block = []
      }
    }
  }

  private mutating func take(_ block: [String], _ lines: [[String]], isRoot: Bool) {
    func value(_ key: String) -> String? {
      // A short block stands in one line, with its words behind the brace.
      let all = lines + [Array(block.drop { $0 != "{" }.dropFirst())]
      return all.first { $0.count > 2 && $0[0] == key && $0[1] == "=" }?[2]
    }
    guard block.count > 1 else { return }
    switch block[0] {
    case "data": data.insert(block[1])
    case "resource": resources.insert(block[1])
    case "provider" where isRoot:
      let provider = Provider(name: block[1], alias: value("alias"), region: value("region"))
      if !providers.contains(provider) { providers.append(provider) }
    case "variable" where isRoot && value("default") == nil:
      if !variables.contains(block[1]) { variables.append(block[1]) }
    default: break
    }
  }

  /// A line without its comment.
  private static func code(of line: Substring) -> Substring {
    var isQuoted = false
    for index in line.indices {
      if line[index] == "\"" { isQuoted.toggle() }
      if !isQuoted, line[index] == "#" || line[index...].hasPrefix("//") { return line[..<index] }
    }
    return line
  }

  private static func words(_ line: Substring) -> [String] {
    line.split { $0 == " " || $0 == "\t" || $0 == "\"" }.map(String.init)
  }
}

/// The test that makes up what AWS would answer, so that a configuration can be read without
/// credentials.
public enum TerraformTestFile {
  public static let name = "netproof.tftest.hcl"

  /// The text of the file, with what each line is for.
  public static func text(for outline: TerraformOutline) -> String {
    let region = outline.providers.lazy.filter { $0.name == "aws" }.compactMap(\.region)
      .first { AWSOrigin.isRegion($0) }
    var providers = outline.providers.filter { mocked.contains($0.name) }
    if !providers.contains(where: { $0.name == "aws" && $0.alias == nil }) {
      providers.insert(.init(name: "aws"), at: 0)
    }
    let mocks = providers.map { provider in
      mock(provider, region: own(provider.region) ?? region ?? "us-east-1", outline)
    }
    return ([head] + mocks + [variables(outline.variables), runs])
      .filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static func own(_ region: String?) -> String? {
    region.flatMap { AWSOrigin.isRegion($0) ? $0 : nil }
  }

  /// Providers that cannot plan without an account; others, such as `random`, need no mock.
  private static let mocked: Set<String> = [
    "aws", "azurerm", "azuread", "google", "google-beta", "kubernetes", "helm", "cloudflare",
    "datadog", "github", "vault",
  ]

  private static let head = """
    # Lets Netproof read this configuration without credentials and without an account:
    #
    #   terraform init
    #   terraform test -json -verbose -filter=\(name) | netproof check --input terraform-test - assertions.yaml
    #
    # Terraform runs the configuration as if it applied it, but asks nobody: whatever AWS would answer is
    # made up (`mock_provider`), the same wherever it is used, so every reference is resolved. Netproof reads
    # the plan and the state that `-verbose` prints, and takes nothing that was made up for known.
    # Works with Terraform 1.11 and OpenTofu 1.8 (`tofu test`) or newer. Nothing is created or changed.
    """

  private static func mock(
    _ provider: TerraformOutline.Provider, region: String, _ outline: TerraformOutline
  ) -> String {
    let data = outline.data
    let alias = provider.alias.map { "  alias = \"\($0)\"\n" } ?? ""
    guard provider.name == "aws" else {
      return "# No credentials for this one either.\n"
        + "mock_provider \"\(provider.name)\" {\n\(alias)}"
    }
    let known = defaults(region).filter { data.contains($0.type) }
    let open = data.subtracting(defaults(region).map(\.type)).filter { $0.hasPrefix("aws_") }
    let blocks = known.map { type, why, lines in
      """
        # \(why)
        mock_data "\(type)" {
          defaults = {
      \(lines.map { "      " + $0 }.joined(separator: "\n"))
          }
        }
      """
    }
    let others = open.sorted().map { type in
      """
        # What exists already nobody can know here: fill in what the configuration takes from it,
        # with its real identifiers, and Netproof finds them in other files that it is given.
        # mock_data "\(type)" {
        #   defaults = {
        #     id = "..."
        #   }
        # }
      """
    }
    let firewalls =
      outline.resources.contains(TerraformNetwork.firewallType)
      ? [firewallMock(region)] : []
    let lists = outline.resources.contains("aws_vpc_endpoint") ? [listComment] : []
    let inner = alias + (blocks + firewalls + others + lists).joined(separator: "\n\n")
    return """
      # Nothing is asked of AWS: its answers are made up.
      mock_provider "aws" {\(inner.isEmpty ? "}" : "\n\(inner)\n}")
      """
  }

  /// What to do about the lists of S3 and DynamoDB, which nobody can make up.
  private static let listComment = """
      # Gateway endpoints lead to lists of addresses that are AWS's. To know what goes there, save the answer of
      # `aws ec2 describe-prefix-lists` (it is the same for all accounts), and name that file beside the events.
    """

  /// The endpoints of firewalls, which configurations take out of lists that would be empty.
  private static func firewallMock(_ region: String) -> String {
    let states = ["a", "b", "c"].map { zone in
      """
                { availability_zone = "\(region)\(zone)",
                  attachment = [{ endpoint_id = "vpce-made-up-\(zone)", subnet_id = "subnet-made-up-\(zone)" }] },
      """
    }
    return """
        # Routes take the endpoints of firewalls out of this list; made up it would be empty. Which endpoint is
        # meant Netproof finds in the configuration. An expression that looks for a subnet in it finds none:
        # pick endpoints by their zone.
        mock_resource "\(TerraformNetwork.firewallType)" {
          defaults = {
            firewall_status = [{
              sync_states = [
      \(states.joined(separator: "\n"))
              ]
            }]
          }
        }
      """
  }

  /// What data sources answer that configurations count on.
  private static func defaults(
    _ region: String
  ) -> [(type: String, why: String, lines: [String])] {
    [
      (
        "aws_availability_zones", "Zones are picked from this list; made up it would be empty.",
        [
          "names    = [\"\(region)a\", \"\(region)b\", \"\(region)c\"]",
          "zone_ids = [\"az1\", \"az2\", \"az3\"]",
        ]
      ),
      (
        "aws_region", "The region, where names are built of it.",
        ["id   = \"\(region)\"", "name = \"\(region)\""]
      ),
      (
        "aws_caller_identity", "Your account's number, if it matters.",
        ["account_id = \"123456789012\""]
      ),
      (
        "aws_partition", "Parts of ARNs and of names of services.",
        ["partition  = \"aws\"", "dns_suffix = \"amazonaws.com\""]
      ),
      ("aws_iam_policy_document", "It has to be JSON.", ["json = \"{}\""]),
      ("aws_ami", "Its form is checked.", ["id = \"ami-0123456789abcdef0\""]),
    ]
  }

  private static func variables(_ names: [String]) -> String {
    guard !names.isEmpty else { return "" }
    let lines = names.map { "  # \($0) = ..." }
    return """
      # These variables have no default: give them values, here or with `-var-file`.
      variables {
      \(lines.joined(separator: "\n"))
      }
      """
  }

  private static let runs = """
    # First only plan: what is not known then, AWS would decide, and what is known stands in the configuration.
    run "plan" {
      command = plan
    }

    # Then apply, to the made-up AWS: now every identifier has a value, and what refers to it has the same.
    run "network" {
      command = apply
    }
    """
}

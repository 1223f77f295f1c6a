import ArgumentParser
import NetproofReport
import NetproofSyntax

/// The pages of codes.
struct Codes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the codes, or shows the page of one: meaning, example, remedy, sources.",
    discussion: """
      EXAMPLES
        netproof codes
        netproof codes NACL_INGRESS_DENY
        netproof codes MIRROR_NO_ROUTE
      """)

  @Argument(help: "A code, such as NACL_INGRESS_DENY.")
  var code: String?

  func run() throws {
    guard let code else { return Terminal.out(CodePages.list()) }
    guard let page = CodePages.page(code) else {
      let nearest = Nearest.name(to: code.uppercased(), among: CodePages.names)
      let help = nearest.map { "\n  = help: did you mean `\($0)`?" } ?? ""
      Terminal.err("error[NP0068]: there is no code `\(code)`\(help)\n")
      throw Stop(status: .inputRejected)
    }
    Terminal.out(page)
  }
}

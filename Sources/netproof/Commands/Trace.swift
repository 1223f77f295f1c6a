import ArgumentParser
import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofReport
import NetproofSets
import NetproofSyntax

/// One question, explained.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answers one question: verdict, hops both ways, obstacles, fixes.",
    discussion: """
      An end is an instance, interface, subnet, VPC, security group, load balancer, endpoint, Lattice \
      service or network by name (`web-1`, `prod/web-1`, `subnet:web`), `internet`, a CIDR, an address, or a tag (`tag:env=prod`). \
      Exit status: 0 reachable, 1 any other verdict.

      EXAMPLES
        netproof trace --from web-1 --to db-1 --port tcp/3306 prod.yaml
        netproof trace --from internet --to web --port any --explain all network/
        netproof trace --from web-1 --to db-1 --port any --through firewall prod.yaml
        netproof trace --from web-1 --to db-1 --port tcp/3306 --flow-logs prod.yaml
        netproof trace --from internet --to web-1 --port tcp/443 --mirroring prod.yaml
        netproof trace --from 10.0.1.10 --to 203.0.113.5 --port tcp/443 --format json prod.yaml
      """)

  @Option(help: "Who sends; may be repeated.")
  var from: [String]

  @Option(help: "Who should receive; may be repeated.")
  var to: [String]

  @Option(
    help: "tcp/443, udp/53, icmp[/TYPE[/CODE]], icmpv6…, protocol/N or any; several with commas.")
  var port: String

  @Option(name: .customLong("client-ports"), help: "LO-HI or a profile: linux, windows, any, …")
  var clientPorts: ClientPorts?

  @Option(help: "Only this address family.")
  var family: AskedFamily?

  @Option(
    help:
      "Only ways there that pass this component, of any kind; repeated, all of them in this order.")
  var through: [String] = []

  @Option(help: "Only ways there that do not pass this component; may be repeated.")
  var avoiding: [String] = []

  @Option(help: "The application, for firewalls: tls, http, dns, ssh, …, or none.")
  var app: AskedApplication?

  @Option(help: "The server's name that TLS or HTTP tells; needs --app.")
  var hostname: String?

  @Flag(name: .customLong("one-way"), help: "UDP needs no reply.")
  var oneWay = false

  @Flag(
    help: "Tell which mirror sessions copy the packets, and whether the copies arrive.")
  var mirroring = false

  @Flag(
    name: .customLong("flow-logs"),
    help: "Also the records that the witness leaves in flow logs of every interface on its way.")
  var flowLogs = false

  @OptionGroup var imports: ImportOptions

  @OptionGroup var options: OutputOptions

  @Argument(help: "Topology files and folders; together they are one topology.")
  var paths: [String]

  func validate() throws {
    if hostname != nil, app == nil {
      throw ValidationError("--hostname needs --app tls or --app http beside it")
    }
  }

  func run() throws {
    let (network, sources) = try Loading.together(paths, imports)
    Loading.show(network.warnings, sources)
    let model = network.resolution.model
    let written = question
    let names = network.resolution.names
    let (query, condition): (Query, WayCondition)
    do throws(Rejection) {
      query = try QuestionReader(model, names).query(written)
      condition = try WayCondition(
        through: through.map { QuestionText($0, at: nil, as: "--through") },
        avoiding: avoiding.map { QuestionText($0, at: nil, as: "--avoiding") }, model, names)
    } catch {
      throw Loading.refuse(error.diagnostics, sources)
    }
    let analyzer = Analyzer(model)
    let answer = try answer(query, condition, written, analyzer, sources)
    let report = try mirroring ? copies(of: answer, analyzer) : nil
    // A fix may open another way than the one that is asked for.
    let isFree = through.isEmpty && avoiding.isEmpty
    let fixes =
      options.noFixes || !isFree ? FixSearch() : self.fixes(query, answer, network, analyzer)
    let context = ReportContext(
      model: model, sourceMap: network.resolution.sourceMap, sources: sources,
      isColoured: options.isColoured)
    let flowLog = flowLogs ? analyzer.flowLog(of: answer) : nil
    let subject = TraceSubject(
      from: from.joined(separator: ", "), to: to.joined(separator: ", "), port: port,
      clientPorts: clientPorts?.text, through: through, avoiding: avoiding)
    switch options.format {
    case .text:
      try options.emit(
        context.traceText(
          answer, subject: subject, fixes: fixes, detail: options.explain.detail,
          mirroring: report, flowLog: flowLog))
    case .json:
      try options.emit(
        context.traceJSON(
          answer, subject: subject, fixes: fixes, mirroring: report, flowLog: flowLog))
    }
    throw Stop(status: answer.verdict == .reachable ? .success : .negative)
  }

  private var question: WrittenQuestion {
    WrittenQuestion(
      from: from.map { QuestionText($0, at: nil, as: "--from") },
      to: to.map { QuestionText($0, at: nil, as: "--to") },
      ports: [QuestionText(port, at: nil, as: "--port")], family: family?.family,
      clientPorts: clientPorts?.ports, oneWay: oneWay,
      application: app.map { app in
        WrittenApplication(
          app.member, QuestionText(app.member?.rawValue ?? "none", at: nil, as: "--app"),
          hostname: hostname.map { QuestionText($0, at: nil, as: "--hostname") })
      })
  }

  /// Fixes that know which assertions of the topology they would break.
  private func fixes(
    _ query: Query, _ answer: Answer, _ network: ResolvedTopology, _ analyzer: Analyzer
  ) -> FixSearch {
    let assertions = answer.verdict == .reachable ? [] : network.topology.assertions
    let kept = KeptAssertions(of: assertions, in: analyzer, network.resolution.names)
    return FixFinder(analyzer, keeping: kept).search(for: query, answer)
  }

  /// What Traffic Mirroring makes of the packets.
  private func copies(of answer: Answer, _ analyzer: Analyzer) throws -> MirrorReport {
    do throws(QuestionFault) {
      return try analyzer.mirroring(of: answer)
    } catch {
      throw InternalFault.report(error)
    }
  }

  private func answer(
    _ query: Query, _ condition: WayCondition, _ written: WrittenQuestion, _ analyzer: Analyzer,
    _ sources: SourceSet
  ) throws -> Answer {
    do throws(QuestionFault) {
      return try analyzer.answer(query, where: condition.holds, tellsPassages: mirroring)
    } catch {
      if let rejection = QuestionReader.rejection(error, written) {
        throw Loading.refuse(rejection.diagnostics, sources)
      }
      throw InternalFault.report(error)
    }
  }
}

/// Faults of Netproof's own.
enum InternalFault {
  static func report(_ fault: QuestionFault) -> Stop {
    guard case .disagreement(let flow, let expected) = fault else {
      return Stop(status: .internalFault)
    }
    return report(flow, expected)
  }

  static func report(_ fault: ReachConfirmation.Disagreement) -> Stop {
    let trace = fault.trace.map { "the trace search says `\($0.rawValue)`" }
    Terminal.err(
      """
      error[NP9001]: the matrix search says `\(fault.matrix.rawValue)`, but \
      \(trace ?? "the trace search has no answer")
        pair: \(fault.from) to \(fault.to) on \(PortsText.text(fault.ports))
        = help: this is a fault of Netproof's own. Please report it with the topology

      """)
    return Stop(status: .internalFault)
  }

  static func report(_ flow: Flow, _ expected: Verdict) -> Stop {
    let packet = flow.packet
    Terminal.err(
      """
      error[NP9001]: the search says `\(expected.rawValue)`, but replaying one packet says otherwise
        packet: \(packet.ipProtocol.name) \(packet.sourceAddress):\(packet.sourcePort) to \
      \(packet.destinationAddress):\(packet.destinationPort)
        = help: this is a fault of Netproof's own; no verdict is given. Please report it with the topology

      """)
    return Stop(status: .internalFault)
  }
}

/// The application that a question is about.
enum AskedApplication: ExpressibleByArgument {
  case member(ApplicationProtocol?)

  init?(argument: String) {
    guard let application = Application(word: argument) else { return nil }
    self = .member(application.member)
  }

  static var allValueStrings: [String] { Application.words }

  var member: ApplicationProtocol? {
    switch self {
    case .member(let member): member
    }
  }
}

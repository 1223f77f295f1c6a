public import NetproofModel
import NetproofSets
import NetproofSyntax

/// What a question says of the application, as a person wrote it.
public struct WrittenApplication: Hashable, Sendable {
  /// Nothing if it is none that rules know.
  public let member: ApplicationProtocol?
  public let text: QuestionText
  public let hostname: QuestionText?

  public init(_ member: ApplicationProtocol?, _ text: QuestionText, hostname: QuestionText? = nil) {
    self.member = member
    self.text = text
    self.hostname = hostname
  }

  /// The application of an assertion, if it says one.
  init?(_ assertion: AssertionEntry) {
    guard let app = assertion.app, let application = Application(word: app.value) else {
      return nil
    }
    self.init(
      application.member, QuestionText(app.value, at: app.span, as: "app"),
      hostname: assertion.hostname.map { QuestionText($0.value, at: $0.span, as: "hostname") })
  }

  var application: Application { Application(member, hostname: hostname?.text) }

  /// What no packet is: an application that the asked ports do not carry, a name that nobody tells.
  ///
  /// An answer about it would prove nothing.
  func faults(at ports: [(text: QuestionText, asked: AskedServices)]) -> [QuestionTextFault] {
    var faults: [QuestionTextFault] = []
    if let member {
      for (text, asked) in ports {
        let services = asked.ipv4 + asked.ipv6
        let carried = services.count { !$0.protocols.intersection(member.transports).isEmpty }
        let isWhole = services.allSatisfy { $0.protocols.subtracting(member.transports).isEmpty }
        if !isWhole { faults.append(.notCarried(text, member, isPartly: carried > 0)) }
      }
    }
    if let hostname {
      if member != .tls && member != .http {
        faults.append(.hostnameNotTold(hostname, app: text.text))
      } else if hostname.text.hasPrefix(".") || !ServerName.isOne(hostname.text) {
        let meant = ServerName.meant(by: hostname.text)
        faults.append(
          .notAHostname(hostname, meant: meant.flatMap { $0.hasPrefix(".") ? nil : $0 }))
      }
    }
    return faults
  }
}

import NetproofModel

public enum CodePages {
  public static func list() -> String { "" };
  public static func page(_ c: String) -> String? { nil }; public static let names: [String] = []
}
extension Code { var awsName: String? { nil } }

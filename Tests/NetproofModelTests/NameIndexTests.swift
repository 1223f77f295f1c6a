import NetproofSets
import Testing

@testable import NetproofModel

@Suite struct `Names by their hash` {
  @Test(arguments: [false, true])
  func `are all found, with room or without`(hasRoom: Bool) {
    var names = NameTable()
    if hasRoom { names.reserve(6000, names: 3000) }
    for index in 0..<3000 {
      let scope = NameTable.Scope.vpc(ID(index % 7))
      #expect(names.insert("host-\(index / 7)", of: .instance(ID(index)), in: scope) == nil)
      names.insertTwin(of: .interface(ID(index)))
    }
    for index in 0..<3000 {
      let (name, scope) = ("host-\(index / 7)", NameTable.Scope.vpc(ID(index % 7)))
      #expect(names.unique(name, of: [.instance], in: scope) == .instance(ID(index)))
      #expect(names.unique(name, of: [.interface], in: scope) == .interface(ID(index)))
    }
    #expect(names.components(named: "host-1").count == 7)
    #expect(names.components(named: "host-999").isEmpty)
    #expect(names.unique("host-1", of: [.instance], in: .vpc(ID(7))) == nil)
    let twice = names.insert("host-0", of: .instance(ID(3000)), in: .vpc(ID(0)))
    #expect(twice == .instance(ID(0)))
  }

  @Test(
    arguments: [
      "80", "0", "65535", "65536", "1-2", "2-1", "00080", "000080", "-1", "1-", "1-2-3", "", "a",
      "80,81", "all",
    ])
  func `ports from bytes are those of the text`(text: String) {
    let ports = PortSet(utf8: Array(text.utf8)[...])
    if let ports { #expect(ports == (try? PortSet(text: text))) }
    #expect((ports != nil) == ["80", "0", "65535", "1-2", "00080"].contains(text))
  }
}

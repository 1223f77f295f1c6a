import NetproofSets
import Testing

@Suite struct `Values from bytes` {
  @Test(
    arguments: [
      "10.0.0.0/8", "10.0.0.0/08", "10.0.0.1/8", "0.0.0.0/0", "10.0.0.0/33", "10.0.0.0/", "/8",
      "10.0.0.0", "10.00.0.0/8", "10.0.0/8", "10.0.0.0.0/8", "256.0.0.0/8", "10..0.0/8",
      "10.0.0.0./8", "10.0.0.0/8/8", "10.0.0.0/-8", "10.0.0.0/0008", "::/0", "2001:db8::/32",
      "2001:db8::/129", "2001:db8::1/32", "::1/128", "::ffff:1.2.3.4/128", "", "/", "a/8",
    ])
  func `are those of the text`(text: String) {
    let bytes = Array(text.utf8)[...]
    #expect(Prefix(utf8: bytes) == (try? Prefix(text)))
    #expect(Address(utf8: bytes) == Address(text))
    let head = bytes.prefix { $0 != UInt8(ascii: "/") }
    #expect(
      Address(utf8: head)?.description
        == Address(String(decoding: head, as: UTF8.self))?.description)
  }
}

import EthereumTypes
import Foundation
import Testing

/// Typed reading of untyped JSON; what is not of the expected shape fails the test.
struct JSONFixture {
  let value: Any?

  init(value: Any?) {
    self.value = value
  }

  /// Reads a JSON file, unpacked by gzip if its name says so.
  init(contentsOf file: URL) throws {
    var data = try Data(contentsOf: file)
    if file.pathExtension == "gz" {
      let gzip = Process()
      let output = Pipe()
      gzip.executableURL = URL(filePath: "/usr/bin/env")
      gzip.arguments = ["gzip", "--decompress", "--stdout", file.path]
      gzip.standardOutput = output
      try gzip.run()
      data = try output.fileHandleForReading.readToEnd() ?? Data()
      gzip.waitUntilExit()
    }
    value = try JSONSerialization.jsonObject(with: data)
  }

  subscript(key: String) -> JSONFixture {
    JSONFixture(value: (value as? [String: Any])?[key])
  }

  var exists: Bool { value != nil }

  var object: [String: JSONFixture] {
    get throws { try #require(value as? [String: Any]).mapValues(JSONFixture.init(value:)) }
  }

  var array: [JSONFixture] {
    get throws { try #require(value as? [Any]).map(JSONFixture.init(value:)) }
  }

  var string: String { get throws { try #require(value as? String) } }

  var int: Int { get throws { try #require(value as? Int) } }

  var bytes: [UInt8] { get throws { try #require([UInt8](hex: string)) } }

  var word: UInt256 { get throws { try #require(UInt256(hex: string)) } }

  var hash: Hash32 { get throws { try #require(Hash32(hex: string)) } }

  var address: Address { get throws { try #require(Address(hex: string)) } }
}

import TestSupport

/// Damaged copies of a byte string.
enum Mutation {
  /// One to three random edits of the kinds that files suffer.
  static func mutate(
    _ original: [UInt8], using generator: inout SplitMix64, alphabet: [UInt8] = []
  ) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
      edit(&bytes, using: &generator, alphabet: alphabet)
    }
    return bytes
  }

  private static func edit(
    _ bytes: inout [UInt8], using generator: inout SplitMix64, alphabet: [UInt8]
  ) {
    let position = Int.random(in: bytes.indices, using: &generator)
    let length = Int.random(in: 1...16, using: &generator)
    let range = position..<min(position + length, bytes.count)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes[position] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes.removeSubrange(range)
    case 3: bytes.insert(contentsOf: Array(bytes[range]), at: position)
    case 4: bytes.removeSubrange(position...)
    default:
      if let byte = alphabet.randomElement(using: &generator) {
        bytes.insert(byte, at: position)
      } else {
        bytes.insert(0, at: position)
      }
    }
  }
}

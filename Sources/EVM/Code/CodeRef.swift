import EthereumTypes
import Synchronization

/// A contract's code, held until its cache frees it: nobody keeps one beyond the run of a block.
///
/// An unmanaged pointer: handing it around retains nothing, so threads that run one contract do
/// not contend for a reference count.
package struct CodeRef: Equatable, @unchecked Sendable {
  // Sendable: the object lives as long as its cache says, and nothing in it changes but
  // `analysis`, an atomic.
  let object: UnsafePointer<CodeObject>

  /// The bytes of the code.
  package var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: object.pointee.bytes, count: object.pointee.count)
  }

  package var count: Int { object.pointee.count }
  package var hash: Hash32 { object.pointee.hash }
  /// The account that this delegation designator names (EIP-7702), or `nil` for any other code.
  package var delegate: Address? { object.pointee.delegate }

  package static func == (a: CodeRef, b: CodeRef) -> Bool {
    a.object == b.object || a.hash == b.hash
  }

  /// The code prepared for the interpreter, on first use.
  @inline(__always)
  func analyzed(_ opcodes: OpcodeTable) -> UnsafePointer<AnalyzedCode> {
    object.pointee.analysis.load(ordering: .acquiring) ?? analyze(opcodes)
  }

  @inline(never)
  private func analyze(_ opcodes: OpcodeTable) -> UnsafePointer<AnalyzedCode> {
    let fresh = CodeAnalysis.analyze(bytes, opcodes: opcodes)
    let (exchanged, original) = object.pointee.analysis.compareExchange(
      expected: nil, desired: fresh, ordering: .acquiringAndReleasing)
    if exchanged { return fresh }
    // Another thread was faster.
    AnalyzedCode.destroy(fresh)
    return original ?? fresh
  }
}

/// What a `CodeRef` points to.
struct CodeObject: ~Copyable {
  let bytes: UnsafePointer<UInt8>
  let count: Int
  let hash: Hash32
  let delegate: Address?
  let analysis = Atomic<UnsafePointer<AnalyzedCode>?>(nil)

  /// Frees what `make` made.
  static func destroy(_ object: UnsafePointer<CodeObject>) {
    let object = UnsafeMutablePointer(mutating: object)
    if let analysis = object.pointee.analysis.load(ordering: .acquiring) {
      AnalyzedCode.destroy(analysis)
    }
    object.pointee.bytes.deallocate()
    object.deinitialize(count: 1)
    object.deallocate()
  }

  /// Copies `code` to memory that only `destroy` frees.
  static func make(_ code: [UInt8], hash: Hash32) -> UnsafePointer<CodeObject> {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(code.count, 1))
    bytes.initialize(from: code, count: code.count)
    let object = UnsafeMutablePointer<CodeObject>.allocate(capacity: 1)
    object.initialize(
      to: CodeObject(
        bytes: UnsafePointer(bytes), count: code.count, hash: hash,
        delegate: delegate(of: code)))
    return UnsafePointer(object)
  }

  /// 0xef0100 followed by an address (EIP-7702).
  private static func delegate(of code: [UInt8]) -> Address? {
    guard code.count == 23, code[0] == 0xef, code[1] == 0x01, code[2] == 0x00 else { return nil }
    return Address(bytes: code[3...])
  }
}

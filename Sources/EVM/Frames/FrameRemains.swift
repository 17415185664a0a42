import EthereumTypes

/// What a frame leaves behind when it ends.
package struct FrameRemains: Sendable, Equatable {
  /// From the bottom, before the last opcode; `nil` where the frame ended within a block, whose
  /// instructions need not push what no operation takes.
  package var stack: [UInt256]?
  package var memory: [UInt8]
}

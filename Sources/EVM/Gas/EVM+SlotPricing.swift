import EthereumTypes

/// What SSTORE costs and gives back.
extension EVM {
  /// The price of changing a slot, but for what a cold slot costs more.
  ///
  /// - Parameter original: The value at the start of the transaction.
  @inline(__always)
  mutating func slotCost(original: UInt256, current: UInt256, new: UInt256) -> Int64 {
    if rules.slotPricing == .gross {
      return current.isZero && !new.isZero ? gas.slotSet : gas.slotReset
    }
    // The first change in the transaction pays for the write, later ones for an access.
    if current == new || original != current { return gas.warmSlotRead }
    return original.isZero ? gas.slotSet : gas.slotReset
  }

  /// The change of the refund counter (EIP-2200, EIP-3529).
  @inline(__always)
  mutating func slotRefund(original: UInt256, current: UInt256, new: UInt256) -> Int64 {
    if current == new { return 0 }
    if rules.slotPricing == .gross {
      return new.isZero && !current.isZero ? gas.slotClearRefund : 0
    }
    var refund: Int64 = 0
    if !original.isZero {
      // The slot is cleared, or filled again after it was.
      if new.isZero {
        refund += gas.slotClearRefund
      } else if current.isZero {
        refund -= gas.slotClearRefund
      }
    }
    if original == new {
      // Back where it began: what the first change paid above an access is returned.
      refund += (original.isZero ? gas.slotSet : gas.slotReset) - gas.warmSlotRead
    }
    return refund
  }
}

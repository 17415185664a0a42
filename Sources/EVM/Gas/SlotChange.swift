import EthereumTypes

/// What SSTORE is about to do to a slot.
struct SlotChange {
  /// The value at the start of the transaction.
  var original: UInt256
  var current: UInt256
  var new: UInt256

  /// The price, but for what a cold slot costs more.
  func cost(_ rules: ForkRules) -> Int64 {
    if rules.slotPricing == .gross {
      return current.isZero && !new.isZero ? rules.gas.slotSet : rules.gas.slotReset
    }
    // The first change in the transaction pays for the write, later ones for an access.
    if current == new || original != current { return rules.gas.warmSlotRead }
    return original.isZero ? rules.gas.slotSet : rules.gas.slotReset
  }

  /// The change of the refund counter (EIP-2200, EIP-3529).
  func refund(_ rules: ForkRules) -> Int64 {
    let clearing = rules.gas.slotClearRefund
    if current == new { return 0 }
    if rules.slotPricing == .gross { return new.isZero && !current.isZero ? clearing : 0 }
    var refund: Int64 = 0
    if !original.isZero {
      // The slot was cleared, or is filled again after it was.
      if new.isZero { refund += clearing } else if current.isZero { refund -= clearing }
    }
    if original == new {
      // Back where it began: what the first change paid above an access is returned.
      let paid = original.isZero ? rules.gas.slotSet : rules.gas.slotReset
      refund += paid - rules.gas.warmSlotRead
    }
    return refund
  }
}

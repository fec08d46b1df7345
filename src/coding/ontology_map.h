// From the act as told to the codes that other data sets use.
#pragma once

#include <string>
#include <string_view>

#include "src/text/event.h"

namespace dateline {

// The strict PLOVER 2.0 type of an act with a status: what is only planned is an agreement (future
// CONSULT, SUPPORT, COOPERATE and AID are AGREE, future RETREAT is CONCEDE), and what did not or
// might happen has none ("").
std::string_view StrictPlover(EventType type, EventStatus status);

// What the CAMEO root needs to know of an event beside its type.
struct CameoEvidence {
  ModeSet modes = 0;
  bool armed_side = false;  // an actor or recipient is a military or a rebel force
  bool joint = false;       // several actors: the sides fight each other
};

// The two-digit CAMEO root code of a strict PLOVER type; "" for "". PLOVER folded CAMEO's roots
// together; where it did, mode and sides tell them apart: REQUEST is 10 (demand) with mode change
// or yield, else 02 (appeal); ACCUSE is 09 with mode investigate, else 11; SANCTION convict is 17;
// ASSAULT is 20 if unconventional, 19 with military weapons or armed sides, else 18.
std::string_view CameoRoot(std::string_view plover, const CameoEvidence& evidence);

// PLOVER's quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
// conflict; 0 for "".
int QuadClass(std::string_view plover);

// Conflict (-10) to cooperation (+10) of a strict PLOVER type with its modes; 0 for "". Our own
// scale: the order of types follows Goldstein (Journal of Conflict Resolution 36, 1992), modes
// shift a type within its neighbours.
double Intensity(std::string_view plover, ModeSet modes);

}  // namespace dateline

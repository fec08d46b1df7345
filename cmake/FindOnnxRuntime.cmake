# Finds ONNX Runtime: a system or user package first, else the pinned files in DATELINE_DEPS.
# Defines the target OnnxRuntime::OnnxRuntime.
find_package(onnxruntime CONFIG QUIET)
if(TARGET onnxruntime::onnxruntime)
  if(NOT TARGET OnnxRuntime::OnnxRuntime)
    add_library(OnnxRuntime::OnnxRuntime ALIAS onnxruntime::onnxruntime)
  endif()
  set(OnnxRuntime_FOUND TRUE)
  return()
endif()

file(GLOB pinned ${DATELINE_DEPS}/onnxruntime-*)
find_path(OnnxRuntime_INCLUDE_DIR onnxruntime_cxx_api.h
          HINTS ${pinned} PATH_SUFFIXES include include/onnxruntime include/onnxruntime/core/session)
find_library(OnnxRuntime_LIBRARY onnxruntime HINTS ${pinned} PATH_SUFFIXES lib lib64)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OnnxRuntime
  REQUIRED_VARS OnnxRuntime_LIBRARY OnnxRuntime_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "scripts/setup.sh installs it")
if(OnnxRuntime_FOUND AND NOT TARGET OnnxRuntime::OnnxRuntime)
  add_library(OnnxRuntime::OnnxRuntime SHARED IMPORTED)
  set_target_properties(OnnxRuntime::OnnxRuntime PROPERTIES
    IMPORTED_LOCATION ${OnnxRuntime_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${OnnxRuntime_INCLUDE_DIR})
endif()
mark_as_advanced(OnnxRuntime_INCLUDE_DIR OnnxRuntime_LIBRARY)
